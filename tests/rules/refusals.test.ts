/** Every refusal that the program can give has words in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { obstacles } from '../../src-main/features/access/contract'
import { feedFaults } from '../../src-main/features/updates/rules'

const root = join(import.meta.dirname, '../..')

const sources = readdirSync(join(root, 'src-main'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => readFileSync(join(root, 'src-main', name), 'utf8'))

const codes = new Set([
  ...sources.flatMap(text => [...text.matchAll(/Refused\(\s*'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, code = '']) => code)),
  ...sources.flatMap(text => [...text.matchAll(/failed\('([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, code = '']) => code)),
  ...sources.flatMap(text => [...text.matchAll(/code: '((?:core|access)\.[a-zA-Z]+)'/g)].map(([, code = '']) => code)),
  ...sources.flatMap(text =>
    [...text.matchAll(/refuseBackup\('([a-zA-Z]+)'/g)].map(([, fault = '']) => `backups.${fault}`),
  ),
  ...['forged', 'altered'].map(fault => `backups.${fault}`),
  ...feedFaults.map(fault => `updates.${fault}`),
  ...obstacles.map(obstacle => `access.${obstacle}`),
])

it.each(['zh', 'en'])('in %s', language => {
  expect(codes.size).toBeGreaterThan(60)
  const lacking = [...codes].filter(code => {
    const [feature = '', name = ''] = code.split('.')
    const { refusal = {} } = JSON.parse(
      readFileSync(join(root, 'src-renderer/locales', language, `${feature}.json`), 'utf8'),
    ) as { refusal?: Record<string, string> }
    return !refusal[name] && !refusal[`${name}_other`]
  })
  expect(lacking).toEqual([])
})
