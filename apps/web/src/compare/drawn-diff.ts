import { type DocumentDiff, type LineChange, withRemoved, type WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../store/document/edges.ts'
import { placesOf } from '../store/document/placement.ts'
import { positionsOf, withPositions } from '../store/document/positions.ts'
import { fieldName } from './field-words.ts'

export interface DrawnMark {
  readonly change: { readonly kind: 'added' | 'removed' | 'changed' | 'renamed'; readonly text: string }
}

export interface DrawnDiff {
  /** The newer document with what is gone. */
  readonly document: WorkflowDocument
  /** By path of a card or id of a line. */
  readonly marks: ReadonlyMap<string, DrawnMark>
  /** Where a removed step is drawn, by the path that it had. */
  readonly ghosts: ReadonlyMap<string, string>
}

const step = 96

/** Both versions in one drawing. What only moved is not marked. */
export function drawnDiff(before: WorkflowDocument, after: WorkflowDocument, diff: DocumentDiff): DrawnDiff {
  const { document: both, removed } = withRemoved(before, after)
  const document = withLostLines(asideOf(both, new Set(removed.keys())), diff.lines)
  const marks = new Map<string, DrawnMark>()
  for (const { change, path, was, fields } of diff.steps) if (change !== 'removed') marks.set(path, { change: { kind: change, text: wordsOf(change, was, fields.map(({ place }) => fieldName(place))) } })
  for (const path of removed.keys()) marks.set(path, { change: { kind: 'removed', text: 'Removed' } })
  for (const { id, kind, source, target } of edgesOf(document)) {
    const line = lineOf(diff.lines, { kind, source, target })
    if (line) marks.set(id, { change: { kind: line.change, text: line.change === 'added' ? 'Added' : 'Removed' } })
  }
  return { document, marks, ghosts: new Map([...removed].map(([path, was]) => [was, path])) }
}

function wordsOf(change: 'added' | 'changed' | 'renamed', was: string | undefined, fields: readonly string[]): string {
  const list = fields.join(', ')
  if (change === 'added') return 'Added'
  if (change === 'changed') return `Changed: ${list}`
  return `Renamed from ${was ?? ''}${list === '' ? '' : `, changed: ${list}`}`
}

function lineOf(lines: readonly LineChange[], { kind, source, target }: { readonly kind: string; readonly source: string; readonly target: string }): LineChange | undefined {
  return lines.find((line) => drawnAs(line.kind) === kind && line.from === source && line.to === target)
}

/** A check is drawn as what follows a failure. */
function drawnAs(kind: LineChange['kind']): string {
  return kind === 'check' ? 'compensate' : kind
}

/** A line that is gone between two steps that stay is drawn through the step that it led to. */
function withLostLines(document: WorkflowDocument, lines: readonly LineChange[]): WorkflowDocument {
  const there = new Set(edgesOf(document).map(({ source, target }) => `${source}>${target}`))
  const lost = lines.filter(({ change, kind, from, to }) => change === 'removed' && (kind === 'data' || kind === 'wait') && !there.has(`${from}>${to}`))
  if (lost.length === 0) return document
  const visit = (steps: readonly Step[], prefix: string): readonly Step[] =>
    steps.map((one) => {
      const path = prefix + one.name
      const sources = lost.filter(({ to }) => to === path)
      const inner = { ...(one.steps ? { steps: visit(one.steps, `${path}.`) } : {}), ...(one.branches ? { branches: one.branches.map((branch) => ({ ...branch, steps: visit(branch.steps, `${path}.`) })) } : {}) }
      const data = sources.filter(({ kind }) => kind === 'data').map(({ from }) => ({ name: `${nameOf(from)} (gone)`, from: { result: nameOf(from) } }))
      const waits = sources.filter(({ kind }) => kind === 'wait').map(({ from }) => nameOf(from))
      if (sources.length === 0) return Object.keys(inner).length === 0 ? one : { ...one, ...inner }
      return { ...one, ...inner, ...(data.length ? { arguments: [...(one.arguments ?? []), ...data] } : {}), ...(waits.length ? { waitFor: [...(one.waitFor ?? []), ...waits] } : {}) }
    })
  return { ...document, steps: visit(document.steps, ''), ...(document.failure ? { failure: { ...document.failure, steps: visit(document.failure.steps, '') } } : {}) }
}

type Step = WorkflowDocument['steps'][number]

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** Ghosts give way: one that would lie over a card moves down until it does not. */
function asideOf(document: WorkflowDocument, ghosts: ReadonlySet<string>): WorkflowDocument {
  const positions: { [path: string]: readonly [number, number] } = { ...positionsOf(document) }
  const places = placesOf(document)
  const scopeOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')))
  for (const path of ghosts) {
    const at = positions[path]
    const box = places.get(path)
    if (!at || !box) continue
    const others = [...places].filter(([other]) => other !== path && scopeOf(other) === scopeOf(path) && positions[other] !== undefined)
    let [x, y] = at
    for (let tries = 0; tries < 20 && others.some(([other, { width, height }]) => overlap([x, y, box.width, box.height], [...(positions[other] ?? at), width, height])); tries++) y += step
    positions[path] = [x, y]
  }
  return withPositions(document, positions)
}

type Rect = readonly [x: number, y: number, width: number, height: number]

function overlap([x1, y1, w1, h1]: Rect, [x2, y2, w2, h2]: Rect): boolean {
  return x1 < x2 + w2 && x2 < x1 + w1 && y1 < y2 + h2 && y2 < y1 + h1
}
