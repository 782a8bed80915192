import { fixedResult, givesElement, type Source } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import { stepIndex } from '../store/document/locate.ts'
import { type KnownValue, membersOf, typeOf } from '../ui/known-value.ts'
import { containersOf, knownElement, knownInput, knownSource, originOf, type Scene, usesOf } from './known-data.ts'
import { roleWords } from './role-words.ts'
import { origins, resultsFor } from './sources.ts'
import { stepLabel } from '../store/document/step-label.ts'

/** One thing that an argument can take: a source, or a part of one. */
export interface Reachable {
  readonly id: string
  readonly label: string
  /** What the search also finds it by, and what stands beside the label. */
  readonly note: string
  readonly group: string
  readonly from: Source
  readonly path: readonly (string | number)[]
  /** Guessed when it is looked at: there may be thousands. */
  readonly known: KnownValue
  /** What is known of it without looking at other steps. */
  readonly declared: KnownValue
}

type Entry = Omit<Reachable, 'id' | 'path' | 'known' | 'declared'> & { readonly know: () => KnownValue; readonly declared?: KnownValue }

/** Every source that this step may use, without its parts. O(steps + edges). */
export function reachableFrom(scene: Scene, found: Located): readonly Reachable[] {
  const { document } = scene
  const inputs = (document.inputs ?? []).map((input) => entry({ group: 'Inputs', label: input.title ?? input.name, note: input.name, from: { input: input.name }, know: () => knownInput(document, input.name) }))
  const elements = containersOf(document, found)
    .filter(({ step }) => givesElement(scene.catalog.get(step.kind) ?? {}, step))
    .map(({ step }) => entry({ group: 'Elements of containers around', label: scene.catalog.get(step.kind)?.iterates === 'once' ? `What ${stepLabel(step)} begins with` : `Each of ${stepLabel(step)}`, note: step.name, from: { element: step.name }, know: () => knownElement(scene, found, step.name) }))
  const list = resultsFor(document, found)
  const results = list.map(({ value, label, kind }) => {
    const know = () => knownSource(scene, found, { from: { result: value } })
    return entry({ group: 'Results of earlier steps', label, note: value, from: { result: value }, know, ...(list.length > few ? { declared: promisedBy(scene, kind) } : {}) })
  })
  const secrets = secretsOf(scene).map((name) => entry({ group: 'Secrets', label: name, note: 'secret', from: { secret: name }, know: () => ({ schema: { type: 'string' } }) }))
  const own = [
    entry({ group: 'Something else', label: 'A fixed value', note: 'value', from: { value: null }, know: () => ({}) }),
    entry({ group: 'Something else', label: 'A new secret …', note: 'secret create', from: { secret: '' }, know: () => ({ schema: { type: 'string' } }) }),
  ]
  return [...originsOf(scene, found), ...elements, ...results, ...inputs, ...secrets, ...own]
}

/** Of how many steps a search looks at what their values are guessed to be; of more, only at what their kind declares. */
const few = 300

function promisedBy({ catalog }: Scene, kind: string): KnownValue {
  const schema = fixedResult(catalog.get(kind))
  return schema ? { schema } : {}
}

function originsOf(scene: Scene, found: Located): readonly Reachable[] {
  const { kind } = found.scope
  if (kind !== 'handlers' && kind !== 'failure') return []
  const origin = originOf(scene.document, found)
  const group = kind === 'failure' ? 'The failure' : origin ? `The step it is for: ${stepLabel(origin.step)}` : 'The step it is for'
  const parts = kind === 'failure' ? origins.filter(({ value }) => value === 'error') : origins
  const roles = usesOf(scene.document, found.step.name).map(({ role }) => role)
  const empty = (value: string) => roles.length > 0 && roles.every((role) => !roleWords[role].reaches.includes(value))
  return parts.flatMap(({ value, label }) => {
    const part = originPart(value)
    return part ? [entry({ group, label: empty(value) ? `${label} (nothing here)` : label, note: value, from: { origin: part }, know: () => knownSource(scene, found, { from: { origin: part } }) })] : []
  })
}

export function originPart(value: string): 'value' | 'arguments' | 'error' | 'context' | undefined {
  return value === 'value' || value === 'arguments' || value === 'error' || value === 'context' ? value : undefined
}

/** Secrets that there are; while that is not known, those that the document names. */
function secretsOf({ document, secrets }: Scene): readonly string[] {
  if (secrets) return secrets
  const names = [...stepIndex(document).values()].flatMap(({ step }) => (step.arguments ?? []).flatMap(({ from }) => ('secret' in from && from.secret !== '' ? [from.secret] : [])))
  return [...new Set(names)].sort()
}

function entry({ know, declared, ...made }: Entry): Reachable {
  let known: KnownValue | undefined
  const look = () => (known ??= know())
  return {
    ...made,
    id: JSON.stringify(made.from),
    path: [],
    get known() {
      return look()
    },
    get declared() {
      return declared ?? look()
    },
  }
}

/** The parts of something reachable, one level down. */
export function partsOf(parent: Reachable, of: 'known' | 'declared' = 'known'): readonly Reachable[] {
  const { group, from, path, id } = parent
  if ('secret' in from || 'value' in from) return []
  return membersOf(parent[of]).map(({ key, known, description }) => ({
    group,
    from,
    id: `${id}/${key}`,
    label: typeof key === 'number' ? 'first element' : key,
    note: description ?? '',
    path: [...path, key],
    known,
    declared: known,
  }))
}

export interface TreeRow {
  readonly item: Reachable
  readonly level: number
  readonly open: boolean
  readonly hasParts: boolean
}

const deepest = 6
/** Rows that are shown; who wants another one searches for it. */
export const most = 100

/** The rows of the tree: opened ones with their parts, or, in a search, everything that fits. */
export function treeRows(items: readonly Reachable[], { open, query }: { readonly open: ReadonlySet<string>; readonly query: string }): readonly TreeRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return words.length > 0 ? searched(items, words) : opened(items, open)
}

function opened(items: readonly Reachable[], open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = (item: Reachable, level: number) => {
    if (rows.length >= most) return
    const parts = level < deepest ? partsOf(item) : []
    const shown = open.has(item.id) && parts.length > 0
    rows.push({ item, level, open: shown, hasParts: parts.length > 0 })
    if (shown) for (const part of parts) add(part, level + 1)
  }
  for (const item of items) add(item, 1)
  return rows
}

/** What a search looks through: an item with its parts, by all that they are found by. */
interface Line {
  readonly item: Reachable
  readonly level: number
  readonly text: string
  readonly parts: readonly Line[]
}

const indexes = new WeakMap<readonly Reachable[], readonly Line[]>()

/** Made once per list: while one types, only texts are compared. */
function linesOf(items: readonly Reachable[]): readonly Line[] {
  let lines = indexes.get(items)
  if (!lines) {
    lines = items.map((item) => lineOf(item, 1, item.group))
    indexes.set(items, lines)
  }
  return lines
}

function lineOf(item: Reachable, level: number, above: string): Line {
  const text = `${above} ${item.label} ${item.note} ${typeOf(item.declared)}`.toLowerCase()
  return { item, level, text, parts: level < deepest ? partsOf(item, 'declared').map((part) => lineOf(part, level + 1, `${above} ${item.label} ${item.note}`)) : [] }
}

function searched(items: readonly Reachable[], words: readonly string[]): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = ({ item, level, text, parts }: Line): boolean => {
    const at = rows.length
    rows.push({ item, level, open: parts.length > 0, hasParts: parts.length > 0 })
    const inner = parts.map(add).some(Boolean)
    const kept = inner || words.every((word) => text.includes(word))
    if (!kept) rows.length = at
    return kept
  }
  for (const line of linesOf(items)) {
    add(line)
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
}
