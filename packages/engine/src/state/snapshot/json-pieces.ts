/** A list of which each item is made when it is written, and not before. */
export class Unrolled<Item, Form> implements Iterable<Form> {
  readonly #items: Iterable<Item>
  readonly #form: (item: Item) => Form

  constructor(items: Iterable<Item>, form: (item: Item) => Form) {
    this.#items = items
    this.#form = form
  }

  *[Symbol.iterator](): Generator<Form> {
    for (const item of this.#items) yield this.#form(item)
  }
}

/** A list or an object that is being written: its values, each with what stands before it but for the comma. */
interface Open {
  readonly values: Iterator<readonly [before: string, value: unknown]>
  readonly end: string
  isEmpty: boolean
}

/** Characters: a piece is made in about a millisecond. */
const PIECE = 16_384

/**
 * What `JSON.stringify` writes, in pieces of some thousand characters; lists may be `Unrolled`. Each value is written whole before the next is asked for, so
 * that what comes later may know of what was written. Nothing of it may change before the last piece has been taken. O(the value).
 */
export function* jsonPieces(value: unknown, length = PIECE): Generator<string, void> {
  const open: Open[] = []
  let text = begin(open, value)
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const next = inner.values.next()
    if (next.done) {
      text += inner.end
      open.pop()
    } else {
      const [before, found] = next.value
      if (!inner.isEmpty) text += ','
      inner.isEmpty = false
      text += before + begin(open, found)
    }
    if (text.length < length) continue
    yield text
    text = ''
  }
  yield text
}

/** The text of a value, or the bracket that opens it, with what is in it to follow. */
function begin(open: Open[], value: unknown): string {
  if (value instanceof Unrolled || Array.isArray(value)) {
    open.push({ values: items(value), end: ']', isEmpty: true })
    return '['
  }
  if (typeof value !== 'object' || value === null || isFlat(value)) return JSON.stringify(value) ?? 'null'
  open.push({ values: fields(value), end: '}', isEmpty: true })
  return '{'
}

function* items(list: Iterable<unknown>): Generator<readonly [string, unknown]> {
  for (const item of list) yield ['', item]
}

function* fields(value: object): Generator<readonly [string, unknown]> {
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) yield [`${JSON.stringify(name)}:`, inner]
}

/** Such objects are most of all, and short. */
function isFlat(value: object): boolean {
  for (const name in value) {
    const inner: unknown = value[name as keyof typeof value]
    if (typeof inner === 'object' && inner !== null) return false
  }
  return true
}
