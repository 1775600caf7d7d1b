const strictness = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
};

const language = {
  target: 'es2022',
  lib: ['es2023'],
  // node20 emits CommonJS here (package.json has no "type": "module"), reads `exports` maps, and lets it import ESM-only packages.
  module: 'node20',
  moduleResolution: 'node16',
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  types: ['node'],
};

/** The library alone; jsii compiles with it (see `jsii.tsconfig` in package.json). */
export const tsconfig = {
  compilerOptions: {
    ...strictness,
    ...language,
    rootDir: 'lib',
    outDir: 'build',
    declaration: true,
    stripInternal: false,
    noEmitOnError: true,
  },
  include: ['lib/**/*'],
};

/** Everything that is TypeScript here, checked as a user of the package would see it; emits nothing. */
export const tsconfigDev = {
  extends: './tsconfig.json',
  compilerOptions: {
    rootDir: '.',
    noEmit: true,
    declaration: false,
    incremental: true,
    tsBuildInfoFile: 'node_modules/.cache/tsc/dev.tsbuildinfo',
    types: ['node', 'jest'],
    paths: {
      'cdk8s-kafka': ['./lib/index.ts'],
      'cdk8s-kafka/pulumi': ['./lib/pulumi/index.ts'],
      'cdk8s-kafka/testing': ['./lib/testing/index.ts'],
    },
  },
  include: [
    'lib/**/*',
    'test/**/*',
    'examples/**/*',
    'bench/**/*.ts',
    'scripts/**/*.ts',
    'projenrc/**/*',
    '.projenrc.ts',
  ],
};
