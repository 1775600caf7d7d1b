/**
 * The CLI and the reconciler are bundled (scripts/build.mjs, adr/0002), so what they import is a development dependency
 * too: whoever installs this package gets nothing but its peers.
 */
const devDependencies = {
  '@arethetypeswrong/cli': '0.18.5',
  '@peculiar/x509': '2.2.0',
  // The last line that runs on Node 20; 2.x wants 22.
  '@platformatic/kafka': '1.35.0',
  '@pulumi/kubernetes': '4.34.2',
  // The last version that runs on Node 20.
  '@pulumi/pulumi': '3.248.0',
  '@types/cli-progress': '3.11.6',
  '@types/jest': '30.0.0',
  '@types/node': '^20',
  '@types/sarif': '2.1.7',
  '@viz-js/viz': '3.31.0',
  ajv: '8.20.0',
  'ajv-formats': '3.0.1',
  cdk8s: '2.70.106',
  'cdk8s-cli': '2.207.60',
  'cdk8s-plus-27': '2.9.5',
  'cli-progress': '3.12.0',
  'cli-table3': '0.6.5',
  commander: '14.0.3',
  constructs: '10.8.1',
  'dependency-cruiser': '17.3.9',
  esbuild: '0.28.2',
  eslint: '10.15.0',
  'eslint-plugin-jsdoc': '62.9.0',
  'fast-check': '4.10.2',
  // Becomes a part of lib/util/generated/deflate.ts.
  fflate: '0.8.3',
  jest: '30.5.2',
  jsii: '5.9.54',
  knip: '6.44.2',
  picocolors: '1.1.1',
  'properties-file': '5.0.7',
  prettier: '3.10.1',
  projen: '0.103.25',
  publint: '0.3.25',
  'reflect-metadata': '0.2.2',
  'ts-jest': '29.4.15',
  tsx: '4.23.15',
  typescript: '~5.9.3',
  'typescript-eslint': '8.73.0',
  yaml: '2.9.1',
};

const scripts = {
  projen: 'tsx .projenrc.ts',
  gen: 'node scripts/gen.mjs',
  runtime: 'node scripts/build-runtime.mjs',
  build: 'node scripts/build.mjs',
  quickstart: 'node scripts/quickstart.mjs',
  test: 'node scripts/test.mjs',
  e2e: 'node scripts/e2e.mjs',
  typecheck: 'tsc -p tsconfig.dev.json',
  lint: 'eslint . --max-warnings 0',
  format: 'prettier --write .',
  boundaries: 'depcruise --config .dependency-cruiser.cjs lib',
  unused: 'knip',
  jest: 'jest',
  golden: 'node scripts/golden.mjs',
  package: 'node scripts/check-package.mjs',
  prepack: 'node scripts/build.mjs',
};

export const packageJson = {
  name: 'cdk8s-kafka',
  version: '0.1.0',
  description: 'Apache Kafka for Kubernetes and OpenShift as cdk8s constructs, without an operator',
  keywords: ['cdk', 'cdk8s', 'constructs', 'jsii', 'kafka', 'kubernetes', 'openshift', 'strimzi'],
  license: 'Apache-2.0',
  author: { name: 'The cdk8s-kafka authors', organization: true },
  repository: { type: 'git', url: 'git+https://github.com/cdk8s-kafka/cdk8s-kafka.git' },
  type: 'commonjs',
  engines: { node: '>=20.19.0' },
  stability: 'experimental',
  main: 'build/index.js',
  types: 'build/index.d.ts',
  bin: { 'cdk8s-kafka': 'build/cli/main.js' },
  exports: {
    '.': { types: './build/index.d.ts', default: './build/index.js' },
    './pulumi': { types: './build/pulumi/index.d.ts', default: './build/pulumi/index.js' },
    './testing': { types: './build/testing/index.d.ts', default: './build/testing/index.js' },
    './package.json': './package.json',
    // jsii's tools and dependants resolve the assembly by this path.
    './.jsii': './.jsii',
  },
  files: [
    'build/**/*.js',
    'build/**/*.json',
    'build/**/*.d.ts',
    'build/**/*.txt',
    '.jsii',
    'CHANGELOG.md',
  ],
  scripts,
  peerDependencies: { cdk8s: '^2.70.0', constructs: '^10.8.0' },
  // Not in peerDependencies: jsii would look for an assembly in them and stop (adr/0002).
  peerDependenciesMeta: {
    '@pulumi/kubernetes': { optional: true },
    '@pulumi/pulumi': { optional: true },
  },
  devDependencies,
  overrides: {
    // A release tool of 45 MB that cdk8s-plus-27 lists by mistake.
    backport: 'npm:yaml@2.9.1',
    // 1.13 names platform packages that not every registry has, and `npm ci` refuses the lock.
    'unrs-resolver': '1.12.2',
  },
  jsii: {
    outdir: 'dist/jsii',
    versionFormat: 'full',
    tsconfig: 'tsconfig.json',
    validateTsconfig: 'minimal',
    targets: { python: { distName: 'cdk8s-kafka', module: 'cdk8s_kafka' } },
  },
};
