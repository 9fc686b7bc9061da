// The rules of the code that a program can check; each restriction names the rule of the design it holds.
import i18next from 'eslint-plugin-i18next'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { projectFolder } from './project.mjs'

const rawChannels = {
  selector: "MemberExpression[object.name='ipcMain'][property.name=/^(on|once|handle|handleOnce)$/]",
  message: 'Calls go through the contract; shell/ipc.ts alone listens.',
}
const plaintextSnapshot = {
  selector: "CallExpression[callee.property.name='serialize']",
  message: 'serialize() gives the archive in plain; archive/backup.ts alone may ask for it.',
}
const sqlText = '/^\\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE)\\s/'
const sqlOutsideStores = [
  { selector: `Literal[value=${sqlText}]`, message: 'SQL stands in store.ts and archive/ only.' },
  { selector: `TemplateElement[value.raw=${sqlText}]`, message: 'SQL stands in store.ts and archive/ only.' },
]
const unstableRules = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Rules get the time as an argument.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Rules get the time as an argument.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Rules answer the same every time.',
  },
]

/** @param {string[]} files @param {object[]} restrictions @returns {import('eslint').Linter.Config} */
const restrict = (files, restrictions) => ({
  files,
  rules: { 'no-restricted-syntax': ['error', ...restrictions] },
})

export default defineConfig(
  { ignores: ['out/', '.cache/', 'node_modules/', 'resources/', 'tests/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: projectFolder } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Code points are the unit of Chinese text here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A service answers by promise also where today's way there has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always'],
    },
  },
  { files: ['**/*.{mjs,cjs}'], rules: { 'no-unused-vars': 'error', eqeqeq: ['error', 'always'] } },
  { files: ['src-*/**'], rules: { 'no-console': 'error' } },

  // Later entries replace earlier ones for the files they name.
  restrict(['src-main/**'], [rawChannels, plaintextSnapshot, ...sqlOutsideStores]),
  restrict(['src-main/archive/**', 'src-main/features/*/{store,*.store}.ts'], [rawChannels, plaintextSnapshot]),
  restrict(['src-main/archive/backup.ts'], [rawChannels]),
  restrict(['src-main/shell/ipc.ts'], [plaintextSnapshot, ...sqlOutsideStores]),
  restrict(
    ['src-main/features/*/{rules,*.rules}.ts'],
    [rawChannels, plaintextSnapshot, ...sqlOutsideStores, ...unstableRules],
  ),

  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['src-renderer/**/*.tsx'],
    plugins: { i18next },
    rules: {
      'i18next/no-literal-string': [
        'error',
        {
          mode: 'jsx-only',
          'jsx-attributes': {
            include: [
              'label',
              'placeholder',
              'title',
              'description',
              'error',
              'alt',
              'nothingFound',
              'aria-label',
              'aria-description',
            ],
          },
          // Punctuation, digits and single letters carry no language.
          words: { exclude: [/^\P{L}*$/u, /^[A-Z]$/] },
        },
      ],
    },
  },

  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright reads a fixture's needs from the names it takes apart, even when there are none.
      'no-empty-pattern': 'off',
    },
  },
)
