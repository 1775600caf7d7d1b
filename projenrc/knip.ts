export const knipConfig = {
  entry: [
    'bench/*.ts',
    'lib/{index,pulumi/index,testing/index,cli/main,reconciler/main}.ts',
    'examples/**/*.ts',
    'scripts/*.{mjs,ts}',
    'test/**/*.test.ts',
    'test/e2e/{main,apps/*,programs/*}.ts',
    'test/golden/*/app.ts',
  ],
  project: [
    'bench/**/*.ts',
    'lib/**/*.ts',
    'examples/**/*.ts',
    'scripts/**/*.{mjs,ts}',
    'test/**/*.ts',
    'projenrc/**/*.ts',
  ],
  ignore: ['**/generated/**'],
  ignoreExportsUsedInFile: true,
  // Of a JDK, for those who change the program in runtime/; openssl judges our certificates in a test.
  ignoreBinaries: ['javac', 'mvn', 'openssl'],
  // Run as programs by scripts/, and by those who type `cdk8s synth`.
  ignoreDependencies: ['jsii', 'publint', '@arethetypeswrong/cli', 'cdk8s-cli'],
};
