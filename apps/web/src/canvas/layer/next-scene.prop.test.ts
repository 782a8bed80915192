import type { WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addStep } from '../../store/command/add-step.ts'
import { addUndo, undoHandler } from '../../store/command/add-undo.ts'
import type { Command } from '../../store/command/command.ts'
import { connect } from '../../store/command/connect.ts'
import { moveSteps } from '../../store/command/move-steps.ts'
import { paste } from '../../store/command/paste.ts'
import { removeSelection } from '../../store/command/remove-selection.ts'
import { renameStep } from '../../store/command/rename-step.ts'
import { reorderStep } from '../../store/command/reorder-step.ts'
import { updateStep } from '../../store/command/update-step.ts'
import { edgesOf } from '../../store/document/edges.ts'
import { fragmentOf } from '../../store/document/fragment.ts'
import { root, stepIndex } from '../../store/document/locate.ts'
import { takenNames, uniqueName } from '../../store/document/names.ts'
import { settled } from '../../store/document/open-space.ts'
import { lanesOf, movedSince, placesOf } from '../../store/document/placement.ts'
import { execute, redo, startHistory, undo } from '../../store/history.ts'
import { canConnect } from '../../store/rule/can-connect.ts'
import { trip } from '../../store/testing/trip.ts'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene-of.ts'

type Pick = (count: number) => number
type Make = (document: WorkflowDocument, pick: Pick) => Command | undefined

const pathOf = (document: WorkflowDocument, pick: Pick) => [...stepIndex(document).keys()][pick(stepIndex(document).size)] ?? 'nothing'

const makes: readonly Make[] = [
  (document, pick) => addStep({ step: { name: uniqueName('step', takenNames(document, root)), kind: 'debug' }, scope: root, position: [pick(900), pick(900)] }),
  (document, pick) => removeSelection(document, new Set([pathOf(document, pick), pathOf(document, pick)])),
  (document, pick) => removeSelection(document, new Set([edgesOf(document)[pick(edgesOf(document).length)]?.id ?? 'nothing'])),
  (document, pick) => {
    const [source, target] = [pathOf(document, pick), pathOf(document, pick)]
    return canConnect(document, source, target).ok ? connect(document, { source, target, as: pick(2) ? 'data' : 'wait' }) : undefined
  },
  (document, pick) => {
    const renamed = renameStep(document, pathOf(document, pick), `renamed_${pick(9)}`)
    return renamed.ok ? renamed.command : undefined
  },
  (document, pick) => {
    const path = pathOf(document, pick)
    const handler = undoHandler(document, path, { kind: 'debug' })
    return handler && addUndo({ path, handler })
  },
  // what means nothing yet may mean a step that is made later
  (document, pick) => updateStep(document, pathOf(document, pick), pick(2) ? { title: `Title ${pick(9)}` } : { waitFor: [`step_${pick(4)}`, `renamed_${pick(9)}`] }),
  (document, pick) => moveSteps({ [pathOf(document, pick)]: [pick(500), pick(500)], [pathOf(document, pick)]: [pick(500), pick(500)] }),
  (document, pick) => {
    const fragment = fragmentOf(document, new Set([pathOf(document, pick), pathOf(document, pick)]))
    return fragment && paste({ fragment, offset: [32, 32] })
  },
  (document, pick) => {
    const made = reorderStep(document, pathOf(document, pick), pick(2) ? 1 : -1)
    return made.ok ? made.command : undefined
  },
]

/** A dozen plain steps, in a chain, beside a saga with everything; placed by hand or by the drawing. */
const start: WorkflowDocument = {
  ...trip,
  steps: [...Array.from({ length: 12 }, (_, at) => ({ name: `s${at}`, kind: 'debug', ...(at ? { waitFor: [`s${at - 1}`] } : {}) })), ...trip.steps],
}
const placed: WorkflowDocument = { ...start, view: { positions: settled(start, undefined) } }

const looks = [
  { lanes: true, density: 'comfortable' },
  { lanes: false, density: 'compact' },
] as const

function told(document: WorkflowDocument) {
  return { index: [...stepIndex(document)], edges: edgesOf(document), lanes: [...lanesOf(document)], places: new Map(placesOf(document)), scenes: looks.map((look) => numbers(sceneOf({ document, ...look }))) }
}

function numbers(scene: Scene) {
  const { boxes, lines, indexOf: _, boxFor: __, linesAt, at, ...plain } = scene
  const area = { left: 100, top: 0, right: 700, bottom: 300 }
  const found = [boxes, lines].map((index) => {
    const items: number[] = []
    index.query(area, (item) => void items.push(item))
    return items.sort((left, right) => left - right)
  })
  return { ...plain, at: new Map(at), found, linesAt: scene.ids.map((_, box) => [...linesAt(box)].sort((left, right) => left - right)), named: scene.ids.map((id) => [scene.indexOf(id), scene.boxFor(id)]) }
}

it('derives after any edits what is derived from the document as a whole', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.tuple(fc.nat(makes.length + 1), fc.infiniteStream(fc.nat(1e6))), { maxLength: 16 }), (byHand, edits) => {
      let history = startHistory(byHand ? placed : { ...start })
      const seen = [{ document: history.document, derived: told(history.document) }]
      for (const [kind, stream] of edits) {
        const pick = (count: number) => (count ? (stream.next().value ?? 0) % count : 0)
        const command = makes[kind]?.(history.document, pick)
        if (command) history = execute(history, command)
        else if (kind === makes.length) history = undo(history)
        else if (kind === makes.length + 1) history = redo(history)
        seen.push({ document: history.document, derived: told(history.document) })
      }
      for (const { document, derived } of seen) expect(derived).toEqual(told(structuredClone(document)))
    }),
    { numRuns: 80 },
  )
})

it('takes the short way for edits of a large drawing', () => {
  const plain: WorkflowDocument = { eddy: 1, name: 'large', steps: Array.from({ length: 40 }, (_, at) => ({ name: `s${at}`, kind: 'debug' })) }
  let document: WorkflowDocument = { ...plain, view: { positions: settled(plain, undefined) } }
  const look = { lanes: true, density: 'comfortable' } as const
  sceneOf({ document, ...look })
  const moved = [connect(document, { source: 's1', target: 's2', as: 'wait' }), moveSteps({ s3: [16, 16] }), addStep({ step: { name: 'more', kind: 'debug' }, scope: root, position: [0, 0] })].map((command) => {
    const before = document
    document = command.apply(before).document
    sceneOf({ document, ...look })
    return movedSince(before, document)
  })
  expect(moved).toEqual([['s2'], ['s3'], ['more']])
})

it('has an index of its own for a large paste, and the scene that is built of the whole', () => {
  const plain: WorkflowDocument = { eddy: 1, name: 'large', steps: Array.from({ length: 300 }, (_, at) => ({ name: `s${at}`, kind: 'debug', ...(at ? { waitFor: [`s${at - 1}`] } : {}) })) }
  const before: WorkflowDocument = { ...plain, view: { positions: settled(plain, undefined) } }
  const look = { lanes: true, density: 'comfortable' } as const
  sceneOf({ document: before, ...look })
  const fragment = fragmentOf(before, new Set(Array.from({ length: 100 }, (_, at) => `s${at}`)))
  if (!fragment) throw new Error('nothing was copied')
  const after = paste({ fragment, offset: [48, 4000] }).apply(before).document
  const scene = sceneOf({ document: after, ...look })
  expect(movedSince(before, after)).toHaveLength(100)
  // looked at by every query
  expect(scene.boxes.parts.wide).toEqual([])
  expect(numbers(scene)).toEqual(numbers(sceneOf({ document: structuredClone(after), ...look })))
})
