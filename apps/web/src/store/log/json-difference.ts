/** How to make one JSON value out of another. Small when little differs; exact to the last field. */
export type Difference =
  | { readonly set: unknown }
  | { readonly fields: { readonly [key: string]: Difference }; readonly gone?: readonly string[]; readonly pairs?: Pairs }
  | { readonly items: { readonly [index: string]: Difference } }
  | { readonly at: number; readonly cut: number; readonly put: readonly unknown[] }

/** Fields that are pairs of numbers now: the drawn places, thousands of them after a layout, as two lists that are quickly written. */
interface Pairs {
  readonly keys: readonly string[]
  /** Two for each key. */
  readonly numbers: readonly number[]
}

type Fields = { readonly [key: string]: unknown }

/** So many fields are looked at between two looks at the clock. */
const portion = 512

/** Nothing when both are the same. Parts that both values share cost nothing. In steps that take a moment each. */
export function* difference(before: unknown, after: unknown): Generator<void, Difference | undefined> {
  if (before === after) return undefined
  if (isList(before) && isList(after)) return yield* listDifference(before, after)
  if (isFields(before) && isFields(after)) return yield* fieldsDifference(before, after)
  return { set: after }
}

function* fieldsDifference(before: Fields, after: Fields): Generator<void, Difference | undefined> {
  const fields: { [key: string]: Difference } = {}
  const pairs = { keys: new Array<string>(), numbers: new Array<number>() }
  let looked = 0
  for (const key in after) {
    if (++looked % portion === 0) yield
    const [was, now] = [before[key], after[key]]
    // of thousands of drawn places most are the very same
    if (was === now && now !== undefined) continue
    if (isPair(now)) {
      addPair(pairs, key, [was, now])
      continue
    }
    const inner = Object.hasOwn(before, key) ? yield* difference(was, now) : { set: now }
    if (inner) fields[key] = inner
  }
  return toldFields(fields, pairs, goneFrom(before, after))
}

function toldFields(fields: { readonly [key: string]: Difference }, pairs: Pairs, gone: readonly string[]): Difference | undefined {
  const nothing = gone.length === 0 && pairs.keys.length === 0 && Object.keys(fields).length === 0
  return nothing ? undefined : { fields, ...(gone.length > 0 && { gone }), ...(pairs.keys.length > 0 && { pairs }) }
}

function goneFrom(before: Fields, after: Fields): readonly string[] {
  const gone: string[] = []
  for (const key in before) if (!Object.hasOwn(after, key)) gone.push(key)
  return gone
}

function addPair({ keys, numbers }: { readonly keys: string[]; readonly numbers: number[] }, key: string, [was, now]: readonly [was: unknown, now: readonly [number, number]]): void {
  if (samePair(was, now)) return
  keys.push(key)
  numbers.push(...now)
}

function samePair(was: unknown, now: readonly [number, number]): boolean {
  return isPair(was) && was[0] === now[0] && was[1] === now[1]
}

function* listDifference(before: readonly unknown[], after: readonly unknown[]): Generator<void, Difference | undefined> {
  const shortest = Math.min(before.length, after.length)
  let at = 0
  while (at < shortest && before[at] === after[at]) at += 1
  let tail = 0
  while (tail < shortest - at && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  if (before.length !== after.length) return { at, cut: before.length - at - tail, put: after.slice(at, after.length - tail) }
  const items: { [index: string]: Difference } = {}
  for (let index = at; index < after.length - tail; index++) {
    const inner = yield* difference(before[index], after[index])
    if (inner) items[index] = inner
  }
  return Object.keys(items).length > 0 ? { items } : undefined
}

/** Makes the other value; what does not change is shared with `before`. Throws on a difference from another value. */
export function withDifference(before: unknown, change: Difference | undefined): unknown {
  if (change === undefined) return before
  if ('set' in change) return change.set
  if ('fields' in change) {
    if (!isFields(before)) throw new TypeError('The difference is one of fields, the value has none.')
    const next: { [key: string]: unknown } = { ...before }
    for (const key of change.gone ?? []) delete next[key]
    for (const [key, inner] of Object.entries(change.fields)) next[key] = withDifference(before[key], inner)
    change.pairs?.keys.forEach((key, at) => void (next[key] = change.pairs?.numbers.slice(2 * at, 2 * at + 2)))
    return next
  }
  if (!isList(before)) throw new TypeError('The difference is one of a list, the value is none.')
  if ('items' in change) {
    const items = [...before]
    for (const [index, inner] of Object.entries(change.items)) items[Number(index)] = withDifference(before[Number(index)], inner)
    return items
  }
  return [...before.slice(0, change.at), ...change.put, ...before.slice(change.at + change.cut)]
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isPair(value: unknown): value is readonly [number, number] {
  return isList(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number'
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
