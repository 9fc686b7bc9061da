/** A feed attacked before anything is fetched: unsigned, forged, swapped, gone, slow, endless, none at all; and a release signed by the scripts. */
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFeed } from '../../src-main/shell/feed'
import { releaseKey } from '../../src-main/shell/releaseKey'
import type { Feed } from '../support/feed'
import { descriptionOf, hashOf, openFeed, publicKey, publicPem, signed } from '../support/feed'

const file = Buffer.from('a program')
const name = 'latest-linux.yml'
let feed: Feed
beforeEach(async () => {
  feed = await openFeed()
  feed.release({ file, notes: '<b>更快</b>' })
})
afterEach(() => feed.close())

const ask = (address = feed.address, ending = '.AppImage', description = name) =>
  makeFeed({ fetch, key: publicKey, patience: 400 })(new URL(address), description, ending)

describe('what a feed answers', () => {
  it('is read once its signature holds', async () => {
    expect(await ask()).toEqual({
      version: '9.1.0',
      releasedAt: '2026-11-20T03:00:00.000Z',
      notes: '<b>更快</b>',
      file: { url: 'Watchpost-9.1.0.AppImage', sha512: hashOf(file), size: file.length },
    })
    expect(feed.asked).toEqual([name, `${name}.sig`])
  })

  it.each([
    ['nothing', () => feed.answers.delete(name), 'updates.noDescription'],
    ['no signature', () => feed.answers.delete(`${name}.sig`), 'updates.unsigned'],
    ['one byte changed', () => feed.answers.set(name, `${descriptionOf({ file })} `), 'updates.wrongSignature'],
    [
      'another key',
      () => feed.answers.set(`${name}.sig`, signed(descriptionOf({ file }), generateKeyPairSync('ed25519').privateKey)),
      'updates.wrongSignature',
    ],
    ['an empty signature', () => feed.answers.set(`${name}.sig`, ''), 'updates.wrongSignature'],
    ['a signature that is a page', () => feed.answers.set(`${name}.sig`, '<html>ok</html>'), 'updates.wrongSignature'],
    ['a page', () => feed.answers.set(name, '\n<!doctype html><html></html>'), 'updates.notADescription'],
    ['a huge description', () => feed.answers.set(name, 'x'.repeat(300_000)), 'updates.tooLarge'],
    ['a huge signature', () => feed.answers.set(`${name}.sig`, 'A'.repeat(2_000)), 'updates.tooLarge'],
    ['an error', () => feed.answers.set(name, (_, response) => response.writeHead(500).end()), 'updates.feedRefuses'],
    ['silence', () => feed.answers.set(name, () => undefined), 'updates.tooSlow'],
    [
      'a drip that never ends',
      () =>
        feed.answers.set(name, (_, response) => {
          const drip = setInterval(() => response.write('#'), 50)
          response.on('close', () => {
            clearInterval(drip)
          })
        }),
      'updates.tooSlow',
    ],
    [
      'a flood that never ends',
      () =>
        feed.answers.set(name, (_, response) => {
          const pour = (): void => {
            while (!response.destroyed && response.write('#'.repeat(65_536)));
          }
          response.on('drain', pour)
          pour()
        }),
      'updates.tooLarge',
    ],
    [
      'the way to another host',
      () => feed.answers.set(name, (_, response) => response.writeHead(302, { location: 'http://localhost:1/' }).end()),
      'updates.redirected',
    ],
    ['a hang-up', () => feed.answers.set(name, request => request.socket.destroy()), 'updates.unreachable'],
  ])('%s is refused', async (_what, arrange, code) => {
    arrange()
    await expect(ask()).rejects.toMatchObject({ code })
    expect(feed.asked.every(asked => asked.startsWith(name))).toBe(true)
  })

  it.each([
    ['no YAML', ': : :\n\t- ['],
    ['nothing', ''],
    ['another shape', 'version: 9.1.0\nfiles: none\n'],
    ['a path instead of a name', descriptionOf({ file, name: '../../evil.AppImage' })],
    ['another host instead of a name', descriptionOf({ file, name: 'http://evil/x.AppImage' })],
    ['no release', descriptionOf({ file, version: '9.1.0-beta.1' })],
    ['a file without its hash', descriptionOf({ file }).replaceAll(hashOf(file), "''")],
    ['a file without its size', descriptionOf({ file }).replace(/size: .*/, '')],
  ])('%s is refused although it is signed', async (_what, description) => {
    feed.answers.set(name, description)
    feed.answers.set(`${name}.sig`, signed(description))
    await expect(ask()).rejects.toMatchObject({ code: 'updates.unreadable' })
  })

  it('one system’s description does not serve for another', async () => {
    feed.answers.set('latest.yml', descriptionOf({ file }))
    feed.answers.set('latest.yml.sig', signed(descriptionOf({ file })))
    await expect(ask(feed.address, '.exe', 'latest.yml')).rejects.toMatchObject({ code: 'updates.otherSystem' })
  })

  it('a vanished server is told', async () => {
    await feed.close()
    await expect(ask()).rejects.toMatchObject({ code: 'updates.unreachable' })
    feed = await openFeed()
  })
})

it('only an Ed25519 key counts as one', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })
  expect(releaseKey(publicPem.toString())).not.toBeNull()
  expect([releaseKey(other.toString()), releaseKey(''), releaseKey('none yet')]).toEqual([null, null, null])
})

describe('the scripts', () => {
  const scripts = join(import.meta.dirname, '../../scripts')
  const run = (script: string, ...words: string[]) =>
    promisify(execFile)(process.execPath, [join(scripts, script), ...words], {
      env: { ...process.env, WATCHPOST_KEY_PASSPHRASE: '青山 tulip 47 夜航船 lantern' },
    }).then(
      () => '',
      (error: unknown) => (error as { stdout: string }).stdout,
    )
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchpost-release-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('make a key, sign a release with it, and the program takes it', async () => {
    const [keys, dist, publicFile] = [join(folder, 'key'), join(folder, 'dist'), join(folder, 'public.pem')]
    expect(await run('release-key.mjs', keys, publicFile)).toBe('')
    expect(readFileSync(join(keys, 'watchpost-release-key.pem'), 'utf8')).toContain('ENCRYPTED')
    expect(await run('release-key.mjs', keys, publicFile)).toContain('exists and is kept')
    expect(await run('release-key.mjs', join(scripts, 'key'), publicFile)).toContain('lies in the project')

    const description = descriptionOf({ file })
    const artifact = join(dist, 'Watchpost-9.1.0.AppImage')
    mkdirSync(dist)
    writeFileSync(join(dist, name), description)
    expect(await run('sign-feed.mjs', dist, keys, publicFile)).toContain('is not there')
    writeFileSync(artifact, 'a pr0gram')
    expect(await run('sign-feed.mjs', dist, keys, publicFile)).toContain('is not the file')
    writeFileSync(artifact, file)
    writeFileSync(join(folder, 'other.pem'), publicPem)
    expect(await run('sign-feed.mjs', dist, keys, join(folder, 'other.pem'))).toContain('is not the public half')
    expect(await run('sign-feed.mjs', dist, keys, publicFile)).toBe('')

    feed.answers.set(name, description)
    feed.answers.set(`${name}.sig`, readFileSync(join(dist, `${name}.sig`)))
    const key = releaseKey(readFileSync(publicFile, 'utf8'))
    if (!key) throw new Error('the script wrote no key')
    expect(await makeFeed({ fetch, key })(new URL(feed.address), name, '.AppImage')).toMatchObject({ version: '9.1.0' })
    await expect(ask()).rejects.toMatchObject({ code: 'updates.wrongSignature' })
  })
})
