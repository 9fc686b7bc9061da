/** Asks the office's feed what it offers: a description of a few kilobytes and the signature beside it, checked before anything else. */
import { verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider'
import { Refused } from '../contract/call'
import type { Description } from '../features/updates/rules'
import { readDescription } from '../features/updates/rules'
import { limitedBytes } from './limitedAnswer'

type Parts = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  key: KeyObject
  /** Milliseconds after which an answer is no longer waited for. */
  patience?: number
}

const largest = { description: 256_000, signature: 1_000 }

const refusalOf = (error: unknown): Refused => {
  if (error instanceof Refused) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError') return new Refused('updates.tooSlow')
  const said =
    error instanceof Error ? [error, error.cause].map(one => (one instanceof Error ? one.message : '')).join() : ''
  return /redirect/i.test(said) ? new Refused('updates.redirected') : new Refused('updates.unreachable')
}

/** Answers the described version; refuses with the reason. Errors of the network never cross as they are. */
export const makeFeed = ({ fetch, key, patience = 15_000 }: Parts) => {
  const get = async (url: URL, most: number, missing: () => Refused): Promise<Buffer> => {
    try {
      const response = await fetch(url.href, {
        redirect: 'error',
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(patience),
      })
      if (response.status === 404) throw missing()
      if (!response.ok) throw new Refused('updates.feedRefuses', { status: response.status })
      const bytes = await limitedBytes(response, most)
      if (!bytes) throw new Refused('updates.tooLarge')
      return bytes
    } catch (error) {
      throw refusalOf(error)
    }
  }

  return async (folder: URL, name: string, ending: string): Promise<Description> => {
    const address = new URL(name, folder)
    const bytes = await get(
      address,
      largest.description,
      () => new Refused('updates.noDescription', { address: address.href }),
    )
    if (/^\s*</.test(bytes.toString('utf8'))) throw new Refused('updates.notADescription')
    const unsigned = (): Refused => new Refused('updates.unsigned')
    const signature = (await get(new URL(`${name}.sig`, folder), largest.signature, unsigned)).toString('utf8').trim()
    // SECURITY: nothing of a description is read, let alone fetched, before its signature holds (tests/archive/feed.test.ts).
    const signed = /^[A-Za-z0-9+/]{86}==$/.test(signature) && verify(null, bytes, key, Buffer.from(signature, 'base64'))
    if (!signed) throw new Refused('updates.wrongSignature')
    const described = readDescription(parsed(bytes, name, address), ending)
    if (described === 'otherSystem') throw new Refused('updates.otherSystem')
    if (!described) throw new Refused('updates.unreadable')
    return described
  }
}

/** As the updater's own library reads it. */
const parsed = (bytes: Buffer, name: string, address: URL): unknown => {
  try {
    return parseUpdateInfo(bytes.toString('utf8'), name, address)
  } catch {
    return null
  }
}
