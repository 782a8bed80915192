import { catalog } from '@eddy/steps/contract'
import type { StepView } from '@eddy/engine'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { placesOf } from '../../store/document/placement.ts'
import { trip } from '../../store/testing/trip.ts'
import { cardEdge } from '../flow-edges.ts'
import type { Density } from '../layer/density.ts'
import { boxAt } from '../layer/hit.ts'
import { Looks } from '../layer/looks.ts'
import { lineOf } from '../layer/line-of.ts'
import { rectOf } from '../layer/paint-boxes.ts'
import type { Scene } from '../layer/scene.ts'
import { sceneOf } from '../layer/scene-of.ts'
import { buildNodes, type CardNode } from '../nodes.ts'
import { RunOverlay } from '../overlay.ts'
import { insideWords } from './inside-words.ts'

const looked = (document: WorkflowDocument, folded: readonly string[], scope?: string, density: Density = 'comfortable') => ({ document, lanes: true, density, folded: new Set(folded), scope })
const cards = (document: WorkflowDocument, folded: readonly string[], scope?: string, drawn = new Map<string, CardNode>()) => buildNodes({ ...looked(document, folded, scope), catalog, problemsOf: new Map(), editable: true }, drawn)
const names = (all: readonly CardNode[]) => all.map(({ id, type }) => (type === 'step' ? id : `${id}:${type}`))
const lines = (scene: Scene) =>
  scene.edges.map((_, line) => {
    const { source, target, id } = cardEdge(scene, line)
    return `${source} > ${target} (${id})`
  })

/** Steps with undos within containers within containers. */
const nested: WorkflowDocument = {
  ...trip,
  steps: trip.steps.map((step) =>
    step.name === 'extras' ? { ...step, steps: [...(step.steps ?? []), { name: 'deep', kind: 'group', steps: [{ name: 'pay', kind: 'http.request', undo: 'cancel_hotel' }] }] } : step,
  ),
}

it('draws a closed container as one card that says what it holds, and nothing of what is in it', () => {
  const all = cards(nested, ['extras'])
  expect(names(all)).toEqual(['reserve_flight', 'reserve_hotel', 'extras:folded', 'charge', 'cancel_flight:handler', 'cancel_hotel:handler'])
  const closed = all.find(({ id }) => id === 'extras')
  expect(closed).toMatchObject({ width: 256, height: 64, position: { x: placesOf(nested).get('extras')?.x, y: placesOf(nested).get('extras')?.y } })
  expect(closed?.data.inside && insideWords(closed.data.inside)).toBe('3 steps · 1 undoable')
  expect(closed?.ariaLabel).toBe('Step Extras, closed, 3 steps · 1 undoable')
})

it('attaches lines of inner steps to the closed card, under their own names', () => {
  const scene = sceneOf(looked(trip, ['extras']))
  expect(lines(scene)).toEqual([
    'reserve_flight > cancel_flight (undo:reserve_flight>cancel_flight)',
    'reserve_flight > reserve_hotel (wait:reserve_flight>reserve_hotel)',
    'reserve_hotel > cancel_hotel (undo:reserve_hotel>cancel_hotel)',
    'reserve_hotel > extras (data:reserve_hotel>extras)',
    'reserve_flight > extras (data:reserve_flight>extras.book)',
    'reserve_flight > charge (data:reserve_flight>charge)',
    'extras > charge (data:extras>charge)',
  ])
  expect(lineOf(scene, 'data:reserve_flight>extras.book')).toBe(4)
  expect(scene.ids[scene.boxFor('extras.book') ?? -1]).toBe('extras')
})

it('shrinks a container around a closed one, and moves nothing', () => {
  const [open, closed] = [sceneOf(looked(nested, [])), sceneOf(looked(nested, ['extras.deep']))]
  const rect = (scene: Scene, id: string) => rectOf(scene, scene.indexOf(id) ?? -1)
  expect(rect(closed, 'extras').height).toBeLessThan(rect(open, 'extras').height)
  for (const id of closed.ids) expect([rect(closed, id).x, rect(closed, id).y]).toEqual([rect(open, id).x, rect(open, id).y])
})

it('looks into one container: its steps where the whole drawing has them, on a ground of their own', () => {
  const all = cards(nested, ['extras'], 'extras')
  expect(names(all)).toEqual(['extras:frame', 'extras.book', 'extras.note', 'extras.deep:container', 'extras.deep.pay'])
  expect(all[0]).toMatchObject({ selectable: false, draggable: false })
  expect(all[0]?.parentId).toBeUndefined()
  const [whole, part] = [sceneOf(looked(nested, [])), sceneOf(looked(nested, [], 'extras'))]
  expect(lines(part)).toEqual(['extras.book > extras.note (data:extras.book>extras.note)'])
  for (const id of part.ids) expect(rectOf(part, part.indexOf(id) ?? -1)).toMatchObject({ x: rectOf(whole, whole.indexOf(id) ?? -1).x, y: rectOf(whole, whole.indexOf(id) ?? -1).y })
  // the ground is nothing to press on
  const { x, y } = rectOf(part, part.indexOf('extras') ?? -1)
  expect([boxAt(whole, { x: x + 4, y: y + 4 }), boxAt(part, { x: x + 4, y: y + 4 })]).toEqual(['extras', undefined])
})

it('shows of a closed container in a run what needs looking at most', () => {
  const overlay = new RunOverlay()
  const step = (path: string, status: StepView['status']): StepView => ({ path, status, attempt: 1, attempts: [] })
  const views = [step('extras', 'running'), step('extras[0].book', 'succeeded'), step('extras[0].deep.pay', 'failed')]
  overlay.update({ paths: () => views.map(({ path }) => path), step: (path: string) => views.find((view) => view.path === path) }, new Map())
  const scene = sceneOf(looked(nested, ['extras']))
  const looks = new Looks({ document: nested, scene, catalog, problemsOf: new Map(), overlay })
  expect(looks.standing(scene.indexOf('extras') ?? -1)).toMatchObject({ mark: 'failed' })
  expect(looks.word(scene.indexOf('extras') ?? -1)).toBe('Failed')
})

it('makes no new card for what did not change', () => {
  const drawn = new Map<string, CardNode>()
  const [first, second] = [cards(nested, ['extras.deep'], undefined, drawn), cards(nested, ['extras.deep'], undefined, drawn)]
  expect(first.every((card, at) => card === second[at])).toBe(true)
})
