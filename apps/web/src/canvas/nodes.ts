import type { Catalog, KindContract, Problem, Step, WorkflowDocument } from '@eddy/workflow'
import { type Node, Position } from '@xyflow/react'
import { type Located, stepIndex } from '../store/document/locate.ts'
import { type Place, placesOf } from '../store/document/placement.ts'
import { container } from '../store/document/measures.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { Strip } from './card-state.ts'
import type { Density } from './layer/density.ts'
import { type DrawnCard, drawnCards } from './layer/drawn-card.ts'
import { insideOf, problemsInside } from './scope/inside-of.ts'
import { insideWords } from './scope/inside-words.ts'
import { stripWords, undoStrip } from './undo-strip.ts'
import { noTabStop } from './tab-stop.ts'
import type { Inside } from './scope/inside.ts'

export interface BranchLabel {
  readonly text: string
  readonly x: number
  readonly y: number
}

export interface CardData extends Record<string, unknown> {
  readonly step: Step
  readonly title: string
  readonly kindTitle: string
  readonly icon: string
  readonly group: 'action' | 'logic' | 'wait' | 'human' | 'child' | undefined
  readonly strip: Strip
  readonly problems: readonly Problem[]
  readonly branches: readonly BranchLabel[]
  /** What a closed container holds. */
  readonly inside?: Inside
}

export type CardNode = Node<CardData, 'step' | 'handler' | 'container' | 'folded' | 'frame'>

export interface NodeSources {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  readonly lanes: boolean
  readonly editable: boolean
  readonly density?: Density
  /** Containers that are closed, and the one that is looked into. */
  readonly folded?: ReadonlySet<string> | undefined
  readonly scope?: string | undefined
  /** Only these steps; absent: all. In the order of the document. */
  readonly only?: readonly string[]
}

const noProblems: readonly Problem[] = []
const noBranches: readonly BranchLabel[] = []

/** The drawing's cards. A card of `drawn` that would come out the same is used again, so that only changed ones render; `drawn` is kept up to date. */
export function buildNodes(sources: NodeSources, drawn: Map<string, CardNode>): CardNode[] {
  const { document, lanes, density = 'comfortable', folded, scope, only } = sources
  const index = stepIndex(document)
  const drawnCard = drawnCards({ document, lanes, density, folded, scope })
  const founds = only ? only.flatMap((path) => index.get(path) ?? []) : [...index.values()]
  return founds.flatMap((found): CardNode[] => {
    const at = drawnCard(found)
    if (!at) return []
    const node = inView(sources, makeNode(sources, found, at), at)
    const known = drawn.get(found.path)
    const card = known && sameNode(known, node) ? known : node
    drawn.set(found.path, card)
    return [card]
  })
}

function makeNode({ document, catalog, problemsOf, editable }: NodeSources, { path, step, scope }: Located, at: DrawnCard): CardNode {
  const contract = catalog.get(step.kind)
  const handler = scope.kind === 'handlers'
  const strip = handler ? 'none' : undoStrip(step, contract)
  const { place, nests } = at
  const title = stepLabel(step)
  return {
    id: path,
    type: nests ? 'container' : handler ? 'handler' : 'step',
    position: { x: place.x, y: place.y },
    width: place.width,
    height: place.height,
    measured: { width: place.width, height: place.height },
    handles: handlesOf(place, handler),
    ...(at.parent === undefined ? {} : { parentId: at.parent }),
    draggable: editable && !at.hung,
    ariaLabel: ariaLabel(title, handler, strip),
    domAttributes: noTabStop,
    data: {
      step,
      title,
      ...kindLook(contract, step.kind),
      strip,
      problems: problemsOf.get(path) ?? noProblems,
      branches: nests && step.branches ? branchLabels(document, path, step) : noBranches,
    },
  }
}

/** A container that is closed says what it holds; the one that is looked into is the ground that its steps stand on. */
function inView({ document, catalog, problemsOf }: NodeSources, node: CardNode, { as }: DrawnCard): CardNode {
  if (as === undefined) return node
  if (as === 'frame') return { ...node, type: as, draggable: false, selectable: false, focusable: false, connectable: false, zIndex: -1 }
  const inside = insideOf(document, catalog, node.id)
  return { ...node, type: as, ariaLabel: `${node.ariaLabel ?? ''}, closed, ${insideWords(inside)}`, data: { ...node.data, problems: problemsInside(document, problemsOf, node.id), inside } }
}

function kindLook(contract: KindContract | undefined, kind: string): Pick<CardData, 'kindTitle' | 'icon' | 'group'> {
  return { kindTitle: contract?.title ?? kind, icon: contract?.icon ?? 'box', group: contract?.group }
}

function ariaLabel(title: string, handler: boolean, strip: Strip): string {
  const words = stripWords[strip]
  return `${handler ? 'Handler' : 'Step'} ${title}${words ? `, ${words}` : ''}`
}

/** Where lines meet the card, said ahead so that lines to cards off the screen can be drawn. */
export function handlesOf({ width, height }: Pick<Place, 'width' | 'height'>, handler: boolean): NonNullable<CardNode['handles']> {
  const dot = { width: 2, height: 2 }
  if (handler) return [{ id: 'undo-in', type: 'target', position: Position.Top, x: width / 2 - 1, y: -1, ...dot }]
  return [
    { id: 'in', type: 'target', position: Position.Left, x: -1, y: height / 2 - 1, ...dot },
    { id: 'out', type: 'source', position: Position.Right, x: width - 1, y: height / 2 - 1, ...dot },
    { id: 'undo', type: 'source', position: Position.Bottom, x: width / 2 - 1, y: height - 1, ...dot },
  ]
}

/** A switch names each branch above its first card. */
function branchLabels(document: WorkflowDocument, path: string, step: Step): readonly BranchLabel[] {
  const places = placesOf(document)
  return (step.branches ?? []).flatMap((branch, index): BranchLabel[] => {
    const drawn = branch.steps.flatMap((inner) => places.get(`${path}.${inner.name}`) ?? [])
    const text = branch.when === undefined ? (branch.name ?? 'otherwise') : branch.name && branch.name !== branch.when ? `${branch.name}: ${branch.when}` : branch.when
    const x = drawn.length ? Math.min(...drawn.map((place) => place.x)) : container.padding
    const y = drawn.length ? Math.min(...drawn.map((place) => place.y)) - 20 : container.header + container.padding + index * 24
    return [{ text: text.length > 40 ? `${text.slice(0, 39)}…` : text, x, y }]
  })
}

function sameNode(left: CardNode, right: CardNode): boolean {
  const [a, b] = [left.data, right.data]
  return (
    nodeFields.every((field) => left[field] === right[field]) &&
    left.position.x === right.position.x &&
    left.position.y === right.position.y &&
    dataFields.every((field) => a[field] === b[field]) &&
    sameProblems(a.problems, b.problems) &&
    sameInside(a.inside, b.inside) &&
    a.branches.length === b.branches.length &&
    a.branches.every((label, at) => label.text === b.branches[at]?.text && label.x === b.branches[at]?.x && label.y === b.branches[at]?.y)
  )
}

const nodeFields = ['type', 'width', 'height', 'parentId', 'draggable'] as const
const dataFields = ['step', 'icon', 'strip'] as const

function sameInside(a: Inside | undefined, b: Inside | undefined): boolean {
  if (!a || !b) return a === b
  return a.undoable === b.undoable && a.paths.length === b.paths.length && a.paths.every((path, at) => path === b.paths[at])
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a === b || (a.length === b.length && a.every((problem, at) => problem.message === b[at]?.message && problem.severity === b[at]?.severity))
}
