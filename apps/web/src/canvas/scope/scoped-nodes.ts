import type { Problem, WorkflowDocument } from '@eddy/workflow'
import { drawnPlaces } from '../../store/document/drawn-places.ts'
import { isInside, standIn } from '../../store/document/inside.ts'
import { lanesOf, type Place } from '../../store/document/placement.ts'
import { absolutePlace } from '../drop-target.ts'
import { type CardNode, handlesOf, type Inside } from '../nodes.ts'

export interface ScopedView {
  readonly document: WorkflowDocument
  /** Closed containers, without those around what is looked into. */
  readonly folded: ReadonlySet<string>
  readonly scope: string | undefined
}

/** A card that was made, and the one it was made from. */
export type Made = Map<string, { readonly from: CardNode; readonly node: CardNode; readonly key: string }>

/** The cards that are drawn: those of the scope, without what is in closed containers. Places are those of the whole drawing, so nothing else has to know. */
export function scopedNodes(cards: readonly CardNode[], view: ScopedView, made: Made): readonly CardNode[] {
  const { document, folded, scope } = view
  if (folded.size === 0 && scope === undefined) return cards
  const places = drawnPlaces(document, folded)
  const owners = new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const)))
  const held = heldCards(cards, folded)
  return cards.flatMap((card): readonly CardNode[] => {
    const drawnWith = owners.get(card.id) ?? card.id
    if (card.id === scope) return [kept(made, card, { key: 'frame', make: () => frame(card, document) })]
    const place = places.get(card.id)
    if (!place || !isInside(drawnWith, scope) || standIn(folded, drawnWith) !== drawnWith) return []
    if (folded.has(card.id)) {
      const within = held.get(card.id) ?? []
      return [kept(made, card, { key: within.map(({ id, data }) => `${id}${data.strip}${data.problems.length}`).join(), make: () => closed(resized(card, place), within) })]
    }
    return same(card, place) ? [card] : [kept(made, card, { key: `${place.x} ${place.y} ${place.width} ${place.height}`, make: () => resized(card, place) })]
  })
}

/** What each closed container holds: the outermost one holds it all. */
function heldCards(cards: readonly CardNode[], folded: ReadonlySet<string>): ReadonlyMap<string, readonly CardNode[]> {
  const held = new Map<string, CardNode[]>()
  if (folded.size === 0) return held
  for (const card of cards) {
    const around = standIn(folded, card.id)
    if (around === card.id) continue
    const list = held.get(around)
    if (list) list.push(card)
    else held.set(around, [card])
  }
  return held
}

/** A card that would come out the same is used again, so that it does not render. */
function kept(made: Made, card: CardNode, { key, make }: { readonly key: string; readonly make: () => CardNode }): CardNode {
  const known = made.get(card.id)
  if (known?.from === card && known.key === key) return known.node
  const node = make()
  made.set(card.id, { from: card, node, key })
  return node
}

function same({ position, width, height }: CardNode, place: Place): boolean {
  return position.x === place.x && position.y === place.y && width === place.width && height === place.height
}

function resized(card: CardNode, place: Place): CardNode {
  const { x, y, width, height } = place
  return { ...card, position: { x, y }, width, height, measured: { width, height }, handles: handlesOf(place, card.type === 'handler') }
}

function closed(card: CardNode, within: readonly CardNode[]): CardNode {
  // containers only hold what is done
  const steps = within.filter(({ type }) => type === 'step')
  const inside: Inside = { paths: steps.map(({ id }) => id), undoable: steps.filter(({ data }) => data.strip === 'defined').length }
  const problems: readonly Problem[] = [card.data.problems, ...within.map(({ data }) => data.problems)].flat()
  return { ...card, type: 'folded', ariaLabel: `${card.ariaLabel}, closed, ${insideWords(inside)}`, data: { ...card.data, problems, inside } }
}

/** `4 steps · 3 undoable` */
export function insideWords({ paths, undoable }: Inside): string {
  const steps = paths.length === 0 ? 'empty' : paths.length === 1 ? '1 step' : `${paths.length} steps`
  return undoable ? `${steps} · ${undoable} undoable` : steps
}

/** The container that is looked into: the ground that its steps stand on, where the whole drawing has it. */
function frame(card: CardNode, document: WorkflowDocument): CardNode {
  const { parentId: _, ...rest } = card
  const position = absolutePlace(document, card.id) ?? card.position
  return { ...rest, type: 'frame', position, draggable: false, selectable: false, focusable: false, connectable: false, zIndex: -1 }
}
