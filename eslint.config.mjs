import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

const pureFolders = [
  'util',
  'versions',
  'manifest',
  'runtime',
  'spec',
  'model',
  'validate',
  'render',
  'diff',
  'import',
  'acl',
  'reconcile',
].map((folder) => `lib/${folder}/**/*.ts`);

const impure = 'core is pure: no clock, chance, environment or network (ARCHITECTURE.md)';

const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  complexity: ['error', 10],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'dist/', 'coverage/', '**/generated/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { jsdoc },
    languageOptions: {
      parserOptions: { project: 'tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Factories, as jsii and the API want them: `Listener.internal()`.
      '@typescript-eslint/no-extraneous-class': 'off',
      'jsdoc/check-alignment': 'error',
      // The tags of jsii beside the usual ones.
      'jsdoc/check-tag-names': [
        'error',
        { definedTags: ['default', 'jsii', 'stability', 'experimental', 'stable', 'pjid'] },
      ],
      'jsdoc/check-param-names': ['error', { checkDestructured: false }],
      'jsdoc/no-types': 'error',
      'jsdoc/empty-tags': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/util/**', 'lib/cli/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Error']",
          message: 'an error has a code, a value and a way out: use the classes of util/',
        },
      ],
    },
  },
  {
    files: pureFolders,
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'Buffer',
          'crypto',
          'fetch',
          'setTimeout',
          'setInterval',
          'performance',
          'require',
          '__dirname',
          '__filename',
        ].map((name) => ({ name, message: impure })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: impure },
        { object: 'Date', property: 'now', message: impure },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: impure },
        {
          selector: "NewExpression[callee.name='Error']",
          message: 'complete, validate and render never throw; report an issue instead',
        },
      ],
    },
  },
  { files: ['lib/util/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // A digest is pure, though Node makes it.
  { files: ['lib/util/hash.ts'], rules: { 'no-restricted-globals': 'off' } },
  // Lists of defaults: each `??` counts as a branch, and reads as a row.
  { files: ['lib/model/**/*.ts', 'lib/props/**/*.ts'], rules: { complexity: ['error', 20] } },
  {
    // Tables, grouped by describe(): length says nothing about them.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
    },
  },
  {
    files: [
      'bench/**/*.ts',
      'scripts/**/*.ts',
      'test/e2e/**/*.ts',
      'examples/**/*.ts',
      'lib/cli/io-host.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    rules: sizes,
  },
);
