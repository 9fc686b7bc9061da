/** Reads a service's answer, and no more of it than it has reason to say. */

export type LimitedJson = { ok: true; value: unknown } | { ok: false; why: 'tooLarge' | 'unreadable' }

/** The answer's bytes; null when there are more than `largest`, counted after decompression. */
export const limitedBytes = async (response: Response, largest: number): Promise<Buffer | null> => {
  const reader = response.body?.getReader()
  if (!reader) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > largest) {
      await reader.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

export const limitedJson = async (response: Response, largest: number): Promise<LimitedJson> => {
  const bytes = await limitedBytes(response, largest)
  if (!bytes) return { ok: false, why: 'tooLarge' }
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) as unknown }
  } catch {
    return { ok: false, why: 'unreadable' }
  }
}
