const js = require('@eslint/js');
const reactHooks = require('eslint-plugin-react-hooks');
const tseslint = require('typescript-eslint');

/** Files of which a tool wants the default export. */
const DEFAULT_EXPORTS = [
  'src/app.tsx',
  'src/app.config.ts',
  'src/**/index.tsx',
  'src/**/*.config.ts',
  'config/index.ts',
  'config/dev.ts',
  'config/prod.ts',
  'config/aria/plugin.ts',
  'types/**',
  'tests/components/mocks/**',
  'tests/weapp/hello/src/**',
];
/** Programs that speak to a person at a terminal, and the log itself. */
const MAY_PRINT = ['**/cli.ts', 'localcloud/seed/**', 'config/**', 'tests/**', 'cloudfunctions/adapters/json-log.ts'];

const NO_BARRELS = {
  selector: 'ExportAllDeclaration',
  message: 'No barrel files: import a thing from the file that makes it.',
};
const NO_OWN_CLOCK = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The clock is a port: the instant comes in as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The clock is a port: the instant comes in as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Randomness is a port: Ids.',
  },
  {
    selector: "ImportDeclaration[source.value='node:crypto'] ImportSpecifier[imported.name=/^random/]",
    message: 'Randomness is a port: Ids.',
  },
];
const NO_WAITING = [
  { selector: 'AwaitExpression', message: 'Core decides from what it is given: no await.' },
  { selector: ':function[async=true]', message: 'Core decides from what it is given: nothing in it is async.' },
];

module.exports = tseslint.config(
  {
    // The script of config/aria is an ES module of three lines that Taro loads as it is.
    ignores: ['dist/**', 'node_modules/**', '.data/**', '.cache/**', 'src/assets/**', 'config/aria/runtime.js'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended, ...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'after-used', argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // The compiler knows what is declared, types included.
      'no-undef': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // What two halves of a ring need is declared before either is made.
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      'no-restricted-syntax': ['error', NO_BARRELS],
      // What is left to do has an owner in CONTRIBUTING.md, or is done now.
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx', 'tests/components/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['cloudfunctions/usecases/**'],
    rules: { 'no-restricted-syntax': ['error', NO_BARRELS, ...NO_OWN_CLOCK] },
  },
  {
    files: ['cloudfunctions/core/**'],
    rules: { 'no-restricted-syntax': ['error', NO_BARRELS, ...NO_OWN_CLOCK, ...NO_WAITING] },
  },
  { files: DEFAULT_EXPORTS, rules: { 'no-restricted-exports': 'off' } },
  { files: MAY_PRINT, rules: { 'no-console': 'off' } },
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx'],
    // A test states what must be there, and fails if it is not.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        exports: 'writable',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        globalThis: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
