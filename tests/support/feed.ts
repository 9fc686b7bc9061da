/** A release made for a test and the server of an office that serves it, which can misbehave in every way a server can. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void)

export const { publicKey, privateKey } = generateKeyPairSync('ed25519')
export const publicPem = publicKey.export({ type: 'spki', format: 'pem' })
export const hashOf = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64')
export const signed = (text: string, key: KeyObject = privateKey): string =>
  sign(null, Buffer.from(text), key).toString('base64')

type Described = { version?: string; name?: string; file: Buffer; notes?: string }

/** As the packaging writes it. */
export const descriptionOf = ({ version = '9.1.0', name = `Watchpost-${version}.AppImage`, file, notes }: Described) =>
  [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${hashOf(file)}`,
    `    size: ${file.length}`,
    `path: ${name}`,
    `sha512: ${hashOf(file)}`,
    `releaseDate: '2026-11-20T03:00:00.000Z'`,
    ...(notes === undefined ? [] : [`releaseNotes: ${JSON.stringify(notes)}`]),
    '',
  ].join('\n')

export type Feed = {
  address: string
  /** What is answered to a name; everything else is not found. */
  answers: Map<string, Answer>
  /** Names asked for so far, in order. */
  asked: string[]
  /** Puts a whole release there, signed. */
  release: (described: Described) => void
  close: () => Promise<void>
}

export const openFeed = async (): Promise<Feed> => {
  const answers = new Map<string, Answer>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://feed').pathname.slice(1))
    asked.push(name)
    const answer = answers.get(name)
    if (answer === undefined) response.writeHead(404).end('not found')
    else if (typeof answer === 'function') answer(request, response)
    else response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    answers,
    asked,
    release: described => {
      const description = descriptionOf(described)
      answers.set('latest-linux.yml', description)
      answers.set('latest-linux.yml.sig', signed(description))
      answers.set(described.name ?? `Watchpost-${described.version ?? '9.1.0'}.AppImage`, described.file)
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
