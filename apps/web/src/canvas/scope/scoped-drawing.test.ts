import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { placesOf } from '../../store/document/placement.ts'
import { trip } from '../../store/testing/trip.ts'
import { buildEdges } from '../flow-edges.ts'
import { buildNodes, type CardNode } from '../nodes.ts'
import { scopedEdges } from './scoped-edges.ts'
import { insideWords, type Made, scopedNodes } from './scoped-nodes.ts'

const cardsOf = (document: WorkflowDocument) => buildNodes({ document, catalog, problemsOf: new Map(), lanes: true, editable: true }, new Map())
const shown = (document: WorkflowDocument, folded: readonly string[], scope?: string, made: Made = new Map()) => scopedNodes(cardsOf(document), { document, folded: new Set(folded), scope }, made)
const linesOf = (document: WorkflowDocument, folded: readonly string[], scope?: string) =>
  scopedEdges(buildEdges(document, true), { document, folded: new Set(folded), scope }).map(({ source, target, id }) => `${source} > ${target} (${id})`)
const ids = (cards: readonly CardNode[]) => cards.map(({ id, type }) => (type === 'step' ? id : `${id}:${type}`))

/** Steps with undos within containers within containers. */
const nested: WorkflowDocument = {
  ...trip,
  steps: trip.steps.map((step) =>
    step.name === 'extras' ? { ...step, steps: [...(step.steps ?? []), { name: 'deep', kind: 'group', steps: [{ name: 'pay', kind: 'http.request', undo: 'cancel_hotel' }] }] } : step,
  ),
}

it('draws a closed container as one card that says what it holds, and nothing of what is in it', () => {
  const cards = shown(nested, ['extras'])
  expect(ids(cards)).toEqual(['reserve_flight', 'reserve_hotel', 'extras:folded', 'charge', 'cancel_flight:handler', 'cancel_hotel:handler'])
  const closed = cards.find(({ id }) => id === 'extras')
  expect(closed).toMatchObject({ width: 256, height: 64, position: { x: placesOf(nested).get('extras')?.x, y: placesOf(nested).get('extras')?.y } })
  expect(closed?.data.inside && insideWords(closed.data.inside)).toBe('3 steps · 1 undoable')
})

it('attaches lines of inner steps to the closed card, under their own names', () => {
  expect(linesOf(trip, ['extras'])).toEqual([
    'reserve_flight > cancel_flight (undo:reserve_flight>cancel_flight)',
    'reserve_flight > reserve_hotel (wait:reserve_flight>reserve_hotel)',
    'reserve_hotel > cancel_hotel (undo:reserve_hotel>cancel_hotel)',
    'reserve_hotel > extras (data:reserve_hotel>extras)',
    'reserve_flight > extras (data:reserve_flight>extras.book)',
    'reserve_flight > charge (data:reserve_flight>charge)',
    'extras > charge (data:extras>charge)',
  ])
})

it('shrinks a container around a closed one, and moves nothing', () => {
  const open = shown(nested, [])
  const closed = shown(nested, ['extras.deep'])
  const height = (cards: readonly CardNode[], id: string) => cards.find((card) => card.id === id)?.height ?? 0
  expect(height(closed, 'extras')).toBeLessThan(height(open, 'extras'))
  for (const card of closed) expect(card.position).toEqual(open.find(({ id }) => id === card.id)?.position)
})

it('looks into one container: its steps where the whole drawing has them, on a ground of their own', () => {
  const cards = shown(nested, [], 'extras')
  expect(ids(cards)).toEqual(['extras:frame', 'extras.book', 'extras.note', 'extras.deep:container', 'extras.deep.pay'])
  expect(cards[0]).toMatchObject({ selectable: false, draggable: false })
  expect(cards[0]?.parentId).toBeUndefined()
  expect(linesOf(nested, [], 'extras')).toEqual(['extras.book > extras.note (data:extras.book>extras.note)'])
})

it('makes no new card for what did not change', () => {
  const made: Made = new Map()
  const cards = cardsOf(nested)
  const view = { document: nested, folded: new Set(['extras.deep']), scope: undefined }
  const [first, second] = [scopedNodes(cards, view, made), scopedNodes(cards, view, made)]
  expect(first.every((card, at) => card === second[at])).toBe(true)
})
