const babel = [
  'babel-jest',
  {
    configFile: false,
    babelrc: false,
    presets: [
      ['@babel/preset-env', { targets: { node: 'current' } }],
      ['@babel/preset-typescript', { allowDeclareFields: true }],
      ['@babel/preset-react', { runtime: 'automatic' }],
    ],
  },
];
const common = {
  rootDir: __dirname,
  moduleFileExtensions: ['tsx', 'ts', 'jsx', 'js', 'mjs', 'cjs', 'json'],
  transform: { '\\.[jt]sx?$': babel },
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  clearMocks: true,
  modulePathIgnorePatterns: ['<rootDir>/tools/weapp-ci/node_modules'],
};
/** Projects in the order in which `npm test` runs them: the quick ones first. */
const node = (displayName, folder = displayName) => ({
  ...common,
  displayName,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${folder}/**/*.test.ts`],
});
module.exports = {
  projects: [
    node('contract'),
    node('core'),
    node('localcloud'),
    node('usecases'),
    node('security'),
    node('evidence'),
    node('simulation'),
    node('tools'),
    node('bench'),
    {
      ...common,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/components/**/*.test.ts?(x)'],
      setupFilesAfterEnv: ['<rootDir>/tests/components/setup.ts'],
      moduleNameMapper: {
        '\\.scss$': '<rootDir>/tests/components/mocks/empty.js',
        '\\.(png|jpe?g|svg)$': '<rootDir>/tests/components/mocks/file.js',
        '^@tarojs/components$': '<rootDir>/tests/components/mocks/taro-components.tsx',
        '^@tarojs/taro$': '<rootDir>/tests/components/mocks/taro.ts',
        ...common.moduleNameMapper,
      },
    },
    node('e2e'),
    node('weapp'),
  ],
};
