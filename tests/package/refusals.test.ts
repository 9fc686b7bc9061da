/** A release is refused for each reason alone. */
import { expect, test } from 'vitest'
import { refusals, signingOf } from '../../scripts/packaging/refusals.mjs'

const signing = signingOf({ WATCHPOST_CERTIFICATE: 'Example Office Co.', WATCHPOST_PUBLISHER: 'CN=Example Office Co.' })
const sound = {
  testBuild: false,
  changes: '',
  tag: 'v1.2.3',
  version: '1.2.3',
  platform: 'win32' as const,
  signing,
  feedSigner: true,
}

test('nothing stands against a clean, tagged, signed release', () => {
  expect(refusals(sound)).toEqual([])
})

test.each([
  ['a test build', { testBuild: true }, 'test build'],
  ['changes', { changes: ' M src-main/index.ts' }, 'not committed'],
  ['no tag', { tag: '' }, 'not tagged v1.2.3'],
  ['a version for trying out', { version: '1.2.3-test.33', tag: 'v1.2.3-test.33' }, 'not a version for offices'],
  ['no certificate on Windows', { signing: undefined }, 'certificate'],
  ['an unsigned feed', { feedSigner: false }, 'update feed'],
])('refuses %s', (_name, wrong, words) => {
  const reasons = refusals({ ...sound, ...wrong })
  expect(reasons).toHaveLength(1)
  expect(reasons[0]).toContain(words)
})

test('half a certificate is none', () => {
  expect(signingOf({ WATCHPOST_CERTIFICATE: 'Example Office Co.' })).toBeUndefined()
  expect(signingOf({ WATCHPOST_PUBLISHER: 'CN=Example Office Co.' })).toBeUndefined()
})

test('Linux packages carry no certificate', () => {
  expect(refusals({ ...sound, platform: 'linux', signing: undefined })).toEqual([])
})
