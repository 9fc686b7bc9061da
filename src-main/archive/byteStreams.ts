/** Bytes as they flow: iterators, which everything here speaks, to and from the web's streams of the age library and Node's. */
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'

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

/** What comes out of a transforming stream of bytes; a fault before it is heard by whoever reads. */
export const through = (parts: AsyncIterable<Uint8Array>, transform: Duplex): AsyncIterable<Uint8Array> => {
  pipeline(parts, transform).catch(() => undefined)
  // Node leaves the kind of a stream's chunks open; these are bytes, because bytes went in.
  return transform as AsyncIterable<unknown> as AsyncIterable<Uint8Array>
}
