import type { Source } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import { stepIndex } from '../store/document/locate.ts'
import { type KnownValue, membersOf } from '../ui/known-value.ts'
import { containersOf, knownElement, knownInput, knownSource, originOf, type Scene } from './known-data.ts'
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
  readonly known: KnownValue
}

/** Every source that this step may use, without its parts. */
export function reachableFrom(scene: Scene, found: Located): readonly Reachable[] {
  const { document } = scene
  const inputs = (document.inputs ?? []).map((input) => entry({ group: 'Inputs', label: input.title ?? input.name, note: input.name, from: { input: input.name }, known: knownInput(document, input.name) }))
  const elements = containersOf(document, found)
    .filter(({ step }) => scene.catalog.get(step.kind)?.iterates)
    .map(({ step }) => entry({ group: 'Elements of containers around', label: `Each of ${stepLabel(step)}`, note: step.name, from: { element: step.name }, known: knownElement(scene, found, step.name) }))
  const results = resultsFor(document, found).map(({ value, label }) => entry({ group: 'Results of earlier steps', label, note: value, from: { result: value }, known: knownSource(scene, found, { from: { result: value } }) }))
  const secrets = secretsOf(scene).map((name) => entry({ group: 'Secrets', label: name, note: 'secret', from: { secret: name }, known: { schema: { type: 'string' } } }))
  const own = [
    entry({ group: 'Something else', label: 'A fixed value', note: 'value', from: { value: null }, known: {} }),
    entry({ group: 'Something else', label: 'A new secret …', note: 'secret create', from: { secret: '' }, known: {} }),
  ]
  return [...originsOf(scene, found), ...elements, ...results, ...inputs, ...secrets, ...own]
}

function originsOf(scene: Scene, found: Located): readonly Reachable[] {
  const { kind } = found.scope
  if (kind !== 'handlers' && kind !== 'failure') return []
  const origin = originOf(scene.document, found)
  const group = kind === 'failure' ? 'The failure' : origin ? `The step it is for: ${stepLabel(origin.step)}` : 'The step it is for'
  const parts = kind === 'failure' ? origins.filter(({ value }) => value === 'error') : origins
  return parts.flatMap(({ value, label }) => {
    const part = originPart(value)
    return part ? [entry({ group, label, note: value, from: { origin: part }, known: knownSource(scene, found, { from: { origin: part } }) })] : []
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

function entry(made: Omit<Reachable, 'id' | 'path'>): Reachable {
  return { ...made, id: JSON.stringify(made.from), path: [] }
}

/** The parts of something reachable, one level down. */
export function partsOf(parent: Reachable): readonly Reachable[] {
  if ('secret' in parent.from || 'value' in parent.from) return []
  return membersOf(parent.known).map(({ key, known, description }) => ({
    ...parent,
    id: `${parent.id}/${key}`,
    label: typeof key === 'number' ? 'first element' : key,
    note: description ?? '',
    path: [...parent.path, key],
    known,
  }))
}

export interface TreeRow {
  readonly item: Reachable
  readonly level: number
  readonly open: boolean
  readonly hasParts: boolean
}

const deepest = 6
const most = 300

/** The rows of the tree: opened ones with their parts, or, in a search, everything that fits. */
export function treeRows(items: readonly Reachable[], { open, query }: { readonly open: ReadonlySet<string>; readonly query: string }): readonly TreeRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rows: TreeRow[] = []
  const fits = (text: string) => words.every((word) => text.includes(word))
  const add = (item: Reachable, level: number, above: string): boolean => {
    const parts = level < deepest ? partsOf(item) : []
    const text = `${above} ${item.label} ${item.note}`.toLowerCase()
    const at = rows.length
    const shown = words.length > 0 || open.has(item.id)
    rows.push({ item, level, open: shown && parts.length > 0, hasParts: parts.length > 0 })
    const inner = shown ? parts.map((part) => add(part, level + 1, text)).some(Boolean) : false
    const kept = inner || fits(text)
    if (!kept) rows.splice(at)
    return kept
  }
  for (const item of items) if (rows.length < most) add(item, 1, item.group.toLowerCase())
  return rows.slice(0, most)
}
