/** PostgreSQL takes less than 8,000 bytes in one notification, and the sender's name is among them. */
export const MOST_BYTES = 7500

/** What is to be notified so that `text` arrives: one payload, or several where it is too long for one. */
export function payloadsOf(sender: string, text: string): readonly string[] {
  const bytes = Buffer.from(text)
  if (bytes.length <= MOST_BYTES) return [`${sender}\n${text}`]
  // cut anywhere, characters would break
  const coded = bytes.toString('base64')
  const count = Math.ceil(coded.length / MOST_BYTES)
  return Array.from({ length: count }, (_, at) => `${sender} ${at + 1}/${count}\n${coded.slice(at * MOST_BYTES, (at + 1) * MOST_BYTES)}`)
}

/** Puts together what comes in parts. Those of one sender come in their order; what one is missing of is dropped. */
export class PartsHeard {
  readonly #parts = new Map<string, string[]>()

  /** The sender and what it said, once all of it is there. */
  hear(payload: string): { readonly sender: string; readonly text: string | undefined } {
    const end = payload.indexOf('\n')
    const [sender = '', part] = payload.slice(0, end).split(' ')
    const body = payload.slice(end + 1)
    return { sender, text: part === undefined ? body : this.#add(sender, { part, body }) }
  }

  /** Something may have been missed. */
  clear(): void {
    this.#parts.clear()
  }

  #add(sender: string, { part, body }: { readonly part: string; readonly body: string }): string | undefined {
    const [at, count] = part.split('/').map(Number)
    const before = at === 1 ? [] : this.#parts.get(sender)
    this.#parts.delete(sender)
    if (before?.length !== (at ?? 0) - 1) return undefined
    before.push(body)
    if (before.length === count) return Buffer.from(before.join(''), 'base64').toString()
    this.#parts.set(sender, before)
    return undefined
  }
}
