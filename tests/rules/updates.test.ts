/** Which address may be a feed, which version is newer, which copy updates itself, and when the feed is asked again. */
import { describe, expect, it } from 'vitest'
import {
  checkIsDue,
  compareVersions,
  feedFault,
  feedFolder,
  feedOf,
  readDescription,
  unableOf,
} from '../../src-main/features/updates/rules'

it.each([
  ['http://192.168.1.10/watchpost/', null],
  ['https://updates.fengzhou.example:8443/desk', null],
  ['HTTP://server', null],
  ['\\\\server\\updates', 'feedIsFolder'],
  ['//server/updates', 'feedIsFolder'],
  ['Z:\\updates', 'feedIsFolder'],
  ['file:///srv/updates', 'feedIsFolder'],
  ['/srv/updates', 'feedIsFolder'],
  ['ftp://server/updates', 'feedNotHttp'],
  ['192.168.1.10/watchpost', 'feedNotHttp'],
  ['http://', 'feedNotHttp'],
  ['http:///updates', 'feedNotHttp'],
  ['http://bad host/', 'feedNotHttp'],
  ['http://user:word@server/', 'feedHasSecret'],
  ['http://server/?token=1', 'feedHasSecret'],
  ['http://server/#here', 'feedHasSecret'],
])('%s as a feed: %s', (text, fault) => {
  expect(feedFault(text)).toBe(fault)
})

it('names are found below the feed’s folder, with or without its slash', () => {
  expect(new URL('latest.yml', feedFolder('http://server/desk')).href).toBe('http://server/desk/latest.yml')
  expect(new URL('latest.yml', feedFolder('http://server/desk/')).href).toBe('http://server/desk/latest.yml')
})

it('each system has its own description', () => {
  expect(feedOf('win32', 'x64')).toEqual({ description: 'latest.yml', ending: '.exe' })
  expect(feedOf('linux', 'x64').description).toBe('latest-linux.yml')
  expect(feedOf('linux', 'arm64').description).toBe('latest-linux-arm64.yml')
})

it.each([
  ['0.2.0', '0.1.9', 1],
  ['0.10.0', '0.9.0', 1],
  ['1.0.0', '0.99.99', 1],
  ['1.2.3', '1.2.3', 0],
  ['1.2.3', '1.2.4', -1],
  ['01.2.3', '1.2.3', 0],
])('%s beside %s: %i', (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign)
  expect(Math.sign(compareVersions(other, one))).toBe(sign === 0 ? 0 : -sign)
})

describe('a copy of the program', () => {
  const installed = {
    version: '1.0.0',
    packaged: true,
    underTest: false,
    portable: false,
    appImage: false,
    platform: 'win32',
    hasKey: true,
  }
  it.each([
    [{}, null],
    [{ hasKey: false }, 'noKey'],
    [{ portable: true }, 'portable'],
    [{ packaged: false }, 'notInstalled'],
    [{ packaged: false, underTest: true }, null],
    [{ version: '1.0.0-test.4' }, 'testBuild'],
    [{ platform: 'linux' }, 'notInstalled'],
    [{ platform: 'linux', appImage: true }, null],
  ])('%o: %s', (difference, unable) => {
    expect(unableOf({ ...installed, ...difference })).toBe(unable)
  })
})

describe('asking again', () => {
  const now = '2026-11-25T06:00:00.000Z'
  it.each([
    ['at the start', null, 0, true],
    ['within the day', '2026-11-24T06:00:00.001Z', 0, false],
    ['after a day', '2026-11-24T06:00:00.000Z', 0, true],
    ['14 minutes after a first failure', '2026-11-25T05:46:00.000Z', 1, false],
    ['15 minutes after a first failure', '2026-11-25T05:45:00.000Z', 1, true],
    ['an hour after a third', '2026-11-25T05:00:00.000Z', 3, true],
    ['59 minutes after a third', '2026-11-25T05:01:00.000Z', 3, false],
    ['a day after the fiftieth', '2026-11-24T06:00:00.000Z', 50, true],
    ['less than a day after the fiftieth', '2026-11-24T07:00:00.000Z', 50, false],
    ['when the clock was set back', '2027-11-25T06:00:00.000Z', 0, true],
  ])('%s: %s', (_when, at, failures, due) => {
    expect(checkIsDue({ at, failures }, now)).toBe(due)
  })
})

describe('a description', () => {
  const sha512 = `${'A'.repeat(86)}==`
  const whole = { version: '1.2.3', files: [{ url: 'Watchpost-1.2.3.exe', sha512, size: 10 }] }
  const read = (changes: object) => readDescription({ ...whole, ...changes }, '.exe')
  const withFile = (changes: object) => read({ files: [{ ...whole.files[0], ...changes }] })

  it('keeps the notes as text, of one version or of several', () => {
    expect(read({ releaseNotes: '<script>1</script>' })).toMatchObject({ notes: '<script>1</script>' })
    expect(
      read({
        releaseNotes: [
          { version: '1.2.3', note: '快' },
          { version: '1.2.2', note: null },
        ],
      }),
    ).toMatchObject({
      notes: '1.2.3\n快\n\n1.2.2',
    })
    expect(read({ releaseNotes: 'x'.repeat(90_000) })).toHaveProperty('notes.length', 20_000)
  })
  it('takes nothing but the file of this system', () => {
    expect(readDescription(whole, '.AppImage')).toBe('otherSystem')
    expect(withFile({ url: 'Watchpost 1.2.3.exe' })).toMatchObject({ file: { url: 'Watchpost 1.2.3.exe' } })
  })
  it.each([
    '../x.exe',
    '..\\x.exe',
    'a/x.exe',
    'http://evil/x.exe',
    '//evil/x.exe',
    '%2e%2e%2fx.exe',
    '.x.exe',
    'x\u0000.exe',
  ])('does not take %s for a name', url => {
    expect(withFile({ url })).toBeNull()
  })
  it.each([{ size: 0 }, { size: 1.5 }, { size: '10' }, { size: 3 * 1024 ** 3 }, { sha512: 'short' }, { sha512: null }])(
    'does not take %o',
    changes => {
      expect(withFile(changes)).toBeNull()
    },
  )
  it.each(['1.2', '1.2.3-beta.1', 'v1.2.3', '1.2.3+4', '', 1.2, null])('does not take %s for a version', version => {
    expect(read({ version })).toBeNull()
  })
})
