/** Bytes as they flow: iterators, which everything here speaks, to and from the web's streams of the age library and Node's. */
import type { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/** Gives the memory of bytes that nobody needs any more back at once instead of when it is next tidied. */
export const letGo = ({ buffer, byteLength }: Uint8Array): void => {
  // A part of a larger buffer, or what another thread sees too, is not this one's to give.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** Reads only as fast as the stream is read. */
export const streamOf = (parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = parts[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async controller => {
      const next = await iterator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await iterator.return?.()
    },
  })
}

/** Whoever stops reading early cancels the stream. */
export async function* partsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      ended = done
      if (done) return
      yield value
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
  }
}

/**
 * The same bytes in parts of at least so many, because handing over costs more than what is done to a small part. Other
 * work of this thread has its turn after each.
 */
export async function* gathered(parts: AsyncIterable<Uint8Array>, least: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const part of parts) {
    held.push(part)
    bytes += part.length
    if (bytes < least) continue
    yield Buffer.concat(held, bytes)
    held.forEach(letGo)
    held = []
    bytes = 0
    await setImmediate()
  }
  if (bytes > 0) yield Buffer.concat(held, bytes)
}

/**
 * What a change makes of bytes that copies what it is given and hands on no more than that, as decrypting does. What went
 * in is let go of once as much has come out; the collector would leave some tens of megabytes of it.
 */
export async function* shortened(
  parts: AsyncIterable<Uint8Array>,
  change: (parts: AsyncIterable<Uint8Array>) => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  const given: { part: Uint8Array; end: number }[] = []
  async function* noted(): AsyncGenerator<Uint8Array> {
    let end = 0
    for await (const part of parts) {
      end += part.length
      given.push({ part, end })
      yield part
    }
  }
  let taken = 0
  for await (const part of await change(noted())) {
    taken += part.length
    const done = given.findIndex(({ end }) => end > taken)
    for (const { part } of given.splice(0, done < 0 ? given.length : done)) letGo(part)
    yield part
  }
}

/** For a transforming stream: bytes made ready while it, which works in a thread of its own, is still busy with those before. */
export const ahead = { writableHighWaterMark: 4 * 1024 * 1024 }

/**
 * What comes out of a transforming stream of bytes; a fault before it is heard by whoever reads. `done`: what becomes of a
 * part that has gone through.
 */
export const through = (
  parts: AsyncIterable<Uint8Array>,
  transform: Duplex,
  done: (part: Uint8Array) => void = () => undefined,
): AsyncIterable<Uint8Array> => {
  // Whoever reads hears of a fault; nobody may be reading yet.
  transform.on('error', () => undefined)
  const ended = new Promise(resolve => transform.once('close', resolve))
  const pass = async (): Promise<void> => {
    for await (const part of parts) {
      const room = transform.write(part, () => {
        done(part)
      })
      if (!room) await Promise.race([new Promise(resolve => transform.once('drain', resolve)), ended])
      // Whoever read has stopped, or what went in was not to be read.
      if (transform.destroyed) return
    }
    transform.end()
  }
  pass().catch((error: unknown) => transform.destroy(error instanceof Error ? error : new Error(String(error))))
  // Node leaves the kind of a stream's chunks open; these are bytes, because bytes went in.
  return transform as AsyncIterable<unknown> as AsyncIterable<Uint8Array>
}
