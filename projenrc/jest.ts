export const jestConfig = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/e2e/'],
  // build/ holds a second package.json-less copy of every module: keep jest's module map out of it.
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  // isolatedModules in the tsconfig: ts-jest only transpiles, types are checked once by tsc.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
  moduleNameMapper: {
    '^cdk8s-kafka$': '<rootDir>/lib/index.ts',
    '^cdk8s-kafka/(pulumi|testing)$': '<rootDir>/lib/$1/index.ts',
  },
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  collectCoverageFrom: ['lib/**/*.ts'],
  coverageDirectory: 'coverage',
};
