/** What never enters the repository: everything here can be made again. */
export const gitIgnored: readonly string[] = [
  'node_modules/',
  '/build/',
  '/dist/',
  '/coverage/',
  // Keys that `npm run quickstart` makes.
  '/pki/',
  // Jars that scripts/build-runtime.mjs compiles against.
  '/.runtime-libs/',
  '/.jsii',
  '/*.tgz',
  '*.tsbuildinfo',
  '*.log',
  '.DS_Store',
];

/** What Prettier leaves alone: generated pages, golden output and the files that npm and projen format. */
export const prettierIgnored: readonly string[] = [
  'node_modules/',
  'build/',
  'dist/',
  'coverage/',
  '/pki/',
  '.jsii',
  '.projen/',
  'package.json',
  'package-lock.json',
  'tsconfig*.json',
  'jest.config.json',
  'knip.json',
  'cdk8s.yaml',
  '**/generated/',
  'test/golden/',
  'test/**/*.json',
  '*.md',
];
