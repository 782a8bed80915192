import { documentGraph, hashOf, type WorkflowDocument } from '@eddy/workflow'
import { workLabel } from './work-label.ts'

/** A workflow that has run, and how often it succeeded. */
export interface RanDocument {
  /** Equal for versions and drafts of one workflow. */
  readonly workflow: string
  readonly document: WorkflowDocument
  readonly runs: number
}

/** Steps that hang together and do the same in many runs. */
export interface RecurringPart {
  /** Equal for the same work. */
  readonly key: string
  /** Where it can be seen: the index of a document, and the names of its steps there. */
  readonly example: { readonly index: number; readonly steps: readonly string[] }
  readonly whole: boolean
  /** Successful runs of all that have it. */
  readonly runs: number
  /** How many workflows have it. */
  readonly workflows: number
}

export interface Mining {
  /** A part that succeeded less often is not told. */
  readonly minRuns: number
  readonly minSteps?: number
  /** What is shared already: a part of the same work is not told. */
  readonly known?: readonly WorkflowDocument[]
}

/**
 * The greatest parts that workflows have in common, and whole workflows that run again and again; those of the most workflows first. Steps
 * are the same when they do the same, whatever they are called. O(documents² · steps).
 */
export function recurringParts(ran: readonly RanDocument[], { minRuns, minSteps = 2, known = [] }: Mining): readonly RecurringPart[] {
  const sheets = ran.map(({ document }) => sheetOf(document))
  const shared = new Set(known.flatMap((document) => partsIn(sheetOf(document), undefined).map(({ key }) => key)))
  const found = new Map<string, { part: Part; index: number; whole: boolean; has: Set<number> }>()
  for (const [index, sheet] of sheets.entries()) {
    for (const [other, theirs] of sheets.entries()) {
      if (other < index) continue
      for (const part of partsIn(sheet, other === index ? undefined : theirs)) {
        const entry = found.get(part.key) ?? { part, index, whole: part.steps.length === sheet.names.length, has: new Set<number>() }
        entry.has.add(index).add(other)
        found.set(part.key, entry)
      }
    }
  }
  return [...found.values()]
    .map(({ part, index, whole, has }): RecurringPart => {
      const those = [...has].flatMap((at) => ran[at] ?? [])
      return { key: part.key, example: { index, steps: part.steps }, whole, runs: those.reduce((sum, { runs }) => sum + runs, 0), workflows: new Set(those.map(({ workflow }) => workflow)).size }
    })
    .filter(({ key, runs, example }) => runs >= minRuns && example.steps.length >= minSteps && !shared.has(key))
    .toSorted((one, other) => other.workflows - one.workflows || other.example.steps.length * other.runs - one.example.steps.length * one.runs || (one.key < other.key ? -1 : 1))
}

/** A document by what its steps do. */
interface Sheet {
  readonly names: readonly string[]
  readonly labels: ReadonlyMap<string, string>
  readonly lines: readonly { readonly from: string; readonly to: string }[]
  readonly byLabel: ReadonlySet<string>
  /** `label>label` of its lines. */
  readonly links: ReadonlySet<string>
}

interface Part {
  readonly key: string
  readonly steps: readonly string[]
}

function sheetOf(document: WorkflowDocument): Sheet {
  const labels = new Map(document.steps.map((step) => [step.name, workLabel(step, document)]))
  const lines = documentGraph(document).scopes.find(({ path }) => path === '')?.edges.flatMap(({ from, to }) => (labels.has(from) && labels.has(to) ? [{ from, to }] : [])) ?? []
  return { names: [...labels.keys()], labels, lines, byLabel: new Set(labels.values()), links: new Set(lines.map(({ from, to }) => `${labels.get(from)}>${labels.get(to)}`)) }
}

/** The connected parts of a sheet that another has too; of the whole sheet without another. */
function partsIn(sheet: Sheet, other: Sheet | undefined): readonly Part[] {
  const labelOf = (name: string) => sheet.labels.get(name) ?? ''
  const steps = sheet.names.filter((name) => other === undefined || other.byLabel.has(labelOf(name)))
  const lines = sheet.lines.filter(({ from, to }) => other === undefined || (steps.includes(from) && steps.includes(to) && other.links.has(`${labelOf(from)}>${labelOf(to)}`)))
  return connected(steps, lines).map((members) => {
    const inside = new Set(members)
    const links = lines.filter(({ from }) => inside.has(from)).map(({ from, to }) => `${labelOf(from)}>${labelOf(to)}`)
    return { key: hashOf([members.map(labelOf).sort(), links.sort()]), steps: members }
  })
}

function connected(steps: readonly string[], lines: Sheet['lines']): readonly (readonly string[])[] {
  const group = new Map(steps.map((name) => [name, name]))
  const root = (name: string): string => (group.get(name) === name ? name : root(group.get(name) ?? name))
  for (const { from, to } of lines) group.set(root(from), root(to))
  const found = new Map<string, string[]>()
  for (const name of steps) found.set(root(name), [...(found.get(root(name)) ?? []), name])
  return [...found.values()].filter((members) => members.length > 1)
}
