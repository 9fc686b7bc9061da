/** Bytes through a transforming stream: what goes wrong is heard, what is not read any more ends, what went in is let go of. */
import { setImmediate, setTimeout } from 'node:timers/promises'
import { createGunzip, createGzip, gunzipSync } from 'node:zlib'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, it } from 'vitest'
import { ahead, letGo, partsOf, shortened, streamOf, through } from '../../src-main/archive/byteStreams'

const collected = async (parts: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}

/** Megabytes of their own, and what became of each. */
const megabytes = (count: number) => {
  const made: Uint8Array[] = []
  let ended = false
  async function* parts(): AsyncGenerator<Uint8Array> {
    try {
      for (let index = 0; index < count; index += 1) {
        await setImmediate()
        const part = new Uint8Array(1024 * 1024).fill(index)
        made.push(part)
        yield part
      }
    } finally {
      ended = true
    }
  }
  return { made, parts, ended: () => ended }
}

it('comes out whole, and what went in is let go of', async () => {
  const { made, parts } = megabytes(20)
  const plain = gunzipSync(await collected(through(parts(), createGzip({ level: 1, ...ahead }), letGo)))
  expect(plain.length).toBe(20 * 1024 * 1024)
  expect([...Array(20).keys()].map(index => plain[index * 1024 * 1024])).toEqual([...Array(20).keys()])
  expect(made.map(({ length }) => length)).toEqual(Array(20).fill(0))
})

it('what was decrypted is let go of, and nothing sooner', async () => {
  const identity = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  const plain = Buffer.alloc(5 * 1024 * 1024, 'watchpost')
  const closed = await encrypter.encrypt(plain)
  const made: Uint8Array[] = []
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < closed.length; from += 1024 * 1024) {
      await setImmediate()
      const part = closed.slice(from, from + 1024 * 1024)
      made.push(part)
      yield part
    }
  }
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const opened: Uint8Array[] = []
  let bytes = 0
  for await (const part of shortened(parts(), async given => partsOf(await decrypter.decrypt(streamOf(given))))) {
    opened.push(part)
    bytes += part.length
    const gone = made.filter(({ length }) => length === 0).length
    expect(gone).toBe(Math.floor(bytes / (1024 * 1024)))
  }
  expect(Buffer.concat(opened).equals(plain)).toBe(true)
  expect(made.length).toBe(6)
})

it('a fault before is heard by whoever reads, however late', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    await setImmediate()
    yield new Uint8Array(10)
    throw new Error('the drive was pulled out')
  }
  const out = through(failing(), createGzip())
  await setTimeout(20)
  await expect(collected(out)).rejects.toThrow('the drive was pulled out')
})

it('what is no packed bytes ends with a fault, and what comes before is asked for no more', async () => {
  const { made, parts, ended } = megabytes(1000)
  await expect(collected(through(parts(), createGunzip({ chunkSize: 64 * 1024, ...ahead })))).rejects.toThrow(
    'incorrect header',
  )
  await setTimeout(20)
  expect(ended()).toBe(true)
  expect(made.length).toBeLessThan(20)
})

it('whoever stops reading ends what comes before', async () => {
  const { made, parts, ended } = megabytes(1000)
  for await (const part of through(parts(), createGzip({ level: 0, chunkSize: 64 * 1024, ...ahead }))) {
    expect(part.length).toBeGreaterThan(0)
    break
  }
  await setTimeout(20)
  expect(ended()).toBe(true)
  expect(made.length).toBeLessThan(20)
})
