/**
 * Who may import whom, as docs/architecture says it; `npm run boundaries` checks every file, a test checks these rules.
 * Types count like everything else: a layer that knows another one's types depends on it.
 */
const OUTSIDE_SRC = '^(cloudfunctions|localcloud|config|tests)/';
const SCREENS = '^src/(pages|shopping|membership|leader|merchant)/';
/** A screen and what only it uses: `src/pages/home/`, `src/leader/pages/desk/`. */
const ONE_SCREEN = '^(src/pages/[^/]+|src/(?:shopping|membership|leader|merchant)/pages/[^/]+)/';
const APP = '^src/app(\\.config)?\\.tsx?$';

/** Shorthand for a rule that forbids imports. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', 'Files that need each other are one thing, or need a third.', {}, { circular: true }),
    forbid('resolvable', 'An import leads somewhere.', {}, { couldNotResolve: true }),

    forbid(
      'contract-imports-nothing',
      'The contract is what everyone agrees on: it imports the validation library and itself only.',
      { path: '^src/contract/' },
      { pathNot: ['^src/contract/', '^node_modules/valibot/'] },
    ),
    forbid(
      'src-is-the-client',
      'The mini-program knows the server by the contract only.',
      { path: '^src/' },
      { path: OUTSIDE_SRC },
    ),
    forbid(
      'parts-know-no-feature',
      'Components, lib and native parts import the contract and each other, never what uses them.',
      { path: '^src/(components|lib|native|styles)/' },
      { path: ['^src/features/', SCREENS, APP] },
    ),
    forbid(
      'features-know-no-screen',
      'A feature is used by screens, never the other way round.',
      { path: '^src/features/' },
      { path: [SCREENS, APP] },
    ),
    forbid(
      'features-apart',
      'A feature never imports another one: what both need belongs to components, lib or the contract.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
    ),
    forbid(
      'screens-apart',
      'A page never imports another page.',
      { path: ONE_SCREEN },
      { path: SCREENS, pathNot: ['^$1/', '^src/(shopping|membership|leader|merchant)/(?!pages/)'] },
    ),
    forbid(
      'subpackages-apart',
      'A subpackage is loaded by itself: nobody else imports it, nor it another one.',
      { path: '^src/(shopping|membership|leader|merchant)/' },
      { path: SCREENS, pathNot: '^src/$1/' },
    ),
    forbid(
      'nobody-imports-screens',
      'Pages are reached by navigation, never by import.',
      { path: '^src/', pathNot: SCREENS },
      { path: SCREENS },
    ),
    forbid(
      'no-server-sdk-in-src',
      'Secrets and the server SDK never reach the client.',
      { path: '^src/' },
      { path: '^node_modules/(wx-server-sdk|@cloudbase)/' },
    ),

    forbid(
      'server-imports-contract-only',
      'Of the client the server imports the contract only.',
      { path: '^cloudfunctions/' },
      { path: ['^src/(?!contract/)', '^(localcloud|config|tests)/'] },
    ),
    forbid(
      'core-is-pure',
      'Core is rules: it imports the contract and itself, and of Node nothing but hashing.',
      { path: '^cloudfunctions/core/' },
      { pathNot: ['^cloudfunctions/core/', '^src/contract/', '^(node:)?crypto$'] },
    ),
    forbid(
      'usecases-know-ports-only',
      'A use case reaches the world through its ports: no adapter, no SDK, of Node nothing but hashing.',
      { path: '^cloudfunctions/usecases/' },
      { pathNot: ['^cloudfunctions/(usecases|core)/', '^src/contract/', '^(node:)?crypto$'] },
    ),
    forbid(
      'adapters-implement-ports',
      'An adapter knows the ports and the documents of the use cases, neither a use case nor a rule.',
      { path: '^cloudfunctions/adapters/' },
      {
        path: '^cloudfunctions/',
        pathNot: ['^cloudfunctions/adapters/', '^cloudfunctions/usecases/(ports|documents)\\.ts$'],
      },
    ),
    forbid(
      'only-adapters-know-the-sdk',
      'wx-server-sdk stays behind the adapters, so that everything else runs without a cloud.',
      { path: '^(cloudfunctions|localcloud|config)/', pathNot: '^cloudfunctions/adapters/' },
      { path: '^node_modules/(wx-server-sdk|@cloudbase)/' },
    ),
    forbid(
      'functions-apart',
      'api, callback and job have different callers, so they share nothing but use cases and adapters.',
      { path: '^cloudfunctions/(api|callback|job)/' },
      { path: '^cloudfunctions/(api|callback|job)/', pathNot: '^cloudfunctions/$1/' },
    ),
    forbid(
      'functions-leave-rules-to-usecases',
      'Rules are called by use cases.',
      { path: '^cloudfunctions/(api|callback|job)/' },
      { path: '^cloudfunctions/core/' },
    ),
    forbid(
      'nobody-imports-functions',
      'A cloud function is where its calls begin; only tests look inside.',
      { path: '^(src|localcloud|cloudfunctions/(core|usecases|adapters))/' },
      { path: '^cloudfunctions/(api|callback|job)/' },
    ),

    forbid(
      'local-cloud-stands-alone',
      'The local cloud loads what was built and reads config/cloud as data: it can be wrong about neither.',
      { path: '^localcloud/' },
      { path: ['^(src|cloudfunctions|tests)/', '^config/(?!cloud/[^/]+\\.json$)'] },
    ),
    forbid(
      'config-builds-from-the-contract',
      'What builds and deploys imports of the product the contract and the list of icons only.',
      { path: '^config/' },
      { path: ['^(cloudfunctions|localcloud|tests)/', '^src/(?!contract/|components/icon/icon-names)'] },
    ),
    forbid(
      'auditors-stand-alone',
      'Who checks the books shares nothing with who keeps them: an auditor that calls the code it judges repeats its mistakes.',
      { path: '^tools/verify-books/' },
      { path: '^(src|cloudfunctions|localcloud|config|tests)/' },
    ),
    forbid(
      'model-stands-alone',
      'The naive model is written from the rulebook: what it shared with the code it judges, it could not judge.',
      { path: '^tests/simulation/model/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^tests/simulation/model/' },
    ),
    forbid('tests-are-not-shipped', 'Nothing imports tests.', { pathNot: '^tests/' }, { path: '^tests/' }),
    forbid(
      'no-dev-dependency-shipped',
      'What ships uses dependencies, not development ones.',
      { path: '^(src|cloudfunctions)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: ['^dist/', '^tools/weapp-ci/', '^src/assets/', '\\.(scss|svg|png)$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.jsx', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
