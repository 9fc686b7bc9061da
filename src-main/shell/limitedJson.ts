/** Reads a service's answer as JSON, and no more of it than it has reason to say. */

export type LimitedJson = { ok: true; value: unknown } | { ok: false; why: 'tooLarge' | 'unreadable' }

/** `largest` in bytes, counted after decompression. */
export const limitedJson = async (response: Response, largest: number): Promise<LimitedJson> => {
  const reader = response.body?.getReader()
  if (!reader) return { ok: false, why: 'unreadable' }
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > largest) {
      await reader.cancel()
      return { ok: false, why: 'tooLarge' }
    }
    chunks.push(part.value)
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown }
  } catch {
    return { ok: false, why: 'unreadable' }
  }
}
