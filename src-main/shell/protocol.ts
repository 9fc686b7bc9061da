/** The page's own protocol: app://desk/ serves a fixed map of built files and nothing else. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { net, protocol } from 'electron'
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron'
import type { Beginning } from './standIn'

const documentPath = '/index.html'
export const pageAddress = `app://desk${documentPath}`

/** Must run before the program is ready. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

// SECURITY: nothing from elsewhere, no inline script, styles only with this load's nonce (tests/e2e/security.spec.ts).
const policy = (nonce: string, development: boolean): string =>
  [
    "default-src 'none'",
    `script-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws://localhost:*' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "webrtc 'block'",
  ].join('; ')

const headers = (mediaType: string, nonce: string, development = false): Record<string, string> => ({
  'content-type': mediaType,
  'content-security-policy': policy(nonce, development),
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
})

/** What was built: every file under the address it is asked by, and the document itself for one load of it. */
export type BuiltPage = { files: Promise<Map<string, string>>; document: (nonce: string) => Promise<string> }

/**
 * Reads what the window will ask for first, while the program gets ready. `begin`: what the page begins with, as HTML,
 * and how.
 */
export const readPage = (folder: string, begin: () => Promise<Beginning>): BuiltPage => {
  const files = async (): Promise<Map<string, string>> => {
    const found = new Map<string, string>()
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      found.set(`/${relative(folder, file).split(sep).join('/')}`, file)
    }
    return found
  }
  const [found, document] = [files(), readFile(join(folder, 'index.html'), 'utf8')]
  // Whoever asks hears of a fault; electron-vite's pages are asked for elsewhere.
  found.catch(() => undefined)
  document.catch(() => undefined)
  return {
    files: found,
    document: async nonce => {
      const [text, { language, colors, html }] = await Promise.all([document, begin()])
      return text
        .replace('%LANGUAGE%', language)
        .replace('%COLORS%', colors)
        .replace('<!--door-->', () => html)
        .replaceAll('%NONCE%', nonce)
    },
  }
}

/** Serves the built page on this session; `developmentServer` is electron-vite's, for hot reload. */
export const servePage = (session: Session, page: BuiltPage, developmentServer: string | null): void => {
  const answer = async ({ method, url }: ProtocolRequest): Promise<ProtocolResponse> => {
    if (method !== 'GET') return { statusCode: 405 }
    const address = new URL(url)
    if (address.host !== 'desk') return { statusCode: 404 }
    const nonce = randomBytes(16).toString('base64')
    if (developmentServer) {
      const given = await net.fetch(new URL(address.pathname + address.search, developmentServer).href)
      const mediaType = given.headers.get('content-type') ?? 'text/javascript'
      return { data: Buffer.from(await given.arrayBuffer()), headers: headers(mediaType, nonce, true) }
    }
    // SECURITY: looked up in a map of what was built, so that no path is ever computed from an address (tests/e2e/security.spec.ts).
    const file = (await page.files).get(address.pathname)
    if (!file) return { statusCode: 404 }
    return {
      data: address.pathname === documentPath ? Buffer.from(await page.document(nonce)) : await readFile(file),
      headers: headers(mediaTypes[extname(file)] ?? 'application/octet-stream', nonce),
    }
  }

  // protocol.handle would load Node's fetch for it and pass each file through its streams: 40 ms of every start
  // (github.com/electron/electron/issues/42612).
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  session.protocol.registerBufferProtocol('app', (request, give) => {
    void answer(request)
      .catch((): ProtocolResponse => ({ statusCode: 500 }))
      .then(given => {
        give({ data: Buffer.alloc(0), ...given })
      })
  })
}
