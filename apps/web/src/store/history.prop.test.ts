import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { catalog } from '@eddy/steps/contract'
import { planGoal } from '@eddy/steps/goal'
import { addGoals } from './command/add-goals.ts'
import { addHandler, newHandler } from './command/add-handler.ts'
import { addNote, freeNoteId } from './command/add-note.ts'
import { addStep } from './command/add-step.ts'
import { addStepWithUndo } from './command/add-step-with-undo.ts'
import { addUndo, undoHandler } from './command/add-undo.ts'
import type { Command } from './command/command.ts'
import { alignSteps } from './command/align-steps.ts'
import { connect } from './command/connect.ts'
import { extractSteps } from './command/extract-steps.ts'
import { groupSteps } from './command/group-steps.ts'
import { moveSteps } from './command/move-steps.ts'
import { moveToScope } from './command/move-to-scope.ts'
import { openSpace } from './command/open-space.ts'
import { paste } from './command/paste.ts'
import { removeAndReconnect } from './command/remove-and-reconnect.ts'
import { rebaseDraft } from './command/rebase-draft.ts'
import { removeSelection } from './command/remove-selection.ts'
import { replaceKind } from './command/replace-kind.ts'
import { renameStep } from './command/rename-step.ts'
import { restoreVersion } from './command/restore-version.ts'
import { forSplice, splice } from './command/splice.ts'
import { ungroupSteps } from './command/ungroup-steps.ts'
import { resizeNote, writeNote } from './command/update-note.ts'
import { updateStep } from './command/update-step.ts'
import { edgesOf } from './document/edges.ts'
import { fragmentOf } from './document/fragment.ts'
import { root, stepIndex } from './document/locate.ts'
import { planExtract } from './extract/plan-extract.ts'
import { fixesOf } from './fix/fixes-of.ts'
import { notesOf } from './document/notes.ts'
import { takenNames, uniqueName } from './document/names.ts'
import { placesOf } from './document/placement.ts'
import type { Kept } from './editor-store.ts'
import { execute, type History, redo, startHistory, stepBack, take, undo } from './history.ts'
import { DraftEncoder, decodeDraft, type EntryRecord } from './log/draft-record.ts'
import { canConnect } from './rule/can-connect.ts'
import { canGroup } from './rule/can-group.ts'
import { canMoveInto } from './rule/can-move-into.ts'
import { trip } from './testing/trip.ts'

type Make = (document: WorkflowDocument, pick: (count: number) => number) => Command | undefined

const pathOf = (document: WorkflowDocument, pick: (count: number) => number) => [...stepIndex(document).keys()][pick(stepIndex(document).size)] ?? 'nothing'

const makes: readonly Make[] = [
  (document, pick) => addStep({ step: { name: uniqueName('step', takenNames(document, root)), kind: 'debug' }, scope: root, position: [pick(900), pick(900)] }),
  (document, pick) => addStepWithUndo({ step: { name: uniqueName('step', takenNames(document, root)), kind: 'notify' }, scope: root, position: [pick(900), pick(900)] }),
  (document, pick) => removeSelection(document, new Set([pathOf(document, pick)])),
  (document, pick) => {
    const edge = edgesOf(document)[pick(edgesOf(document).length)]
    return edge && removeSelection(document, new Set([edge.id]))
  },
  (document, pick) => {
    const [source, target] = [pathOf(document, pick), pathOf(document, pick)]
    return canConnect(document, source, target).ok ? connect(document, { source, target, as: pick(2) ? 'data' : 'wait' }) : undefined
  },
  (document, pick) => {
    const renamed = renameStep(document, pathOf(document, pick), `renamed_${pick(1e6)}`)
    return renamed.ok ? renamed.command : undefined
  },
  (document, pick) => {
    const path = pathOf(document, pick)
    const handler = undoHandler(document, path, { kind: 'debug' })
    return handler && addUndo({ path, handler })
  },
  (document, pick) => {
    const path = pathOf(document, pick)
    const role = pick(2) ? 'check' : 'compensate'
    const handler = newHandler(document, path, role)
    return handler && addHandler({ path, role, handler })
  },
  (document, pick) => updateStep(document, pathOf(document, pick), { title: `Title ${pick(9)}` }),
  (document, pick) => moveSteps({ [pathOf(document, pick)]: [pick(500), pick(500)] }),
  (document, pick) => {
    const fragment = fragmentOf(document, new Set([pathOf(document, pick), pathOf(document, pick)]))
    return fragment && paste({ fragment, offset: [32, 32] })
  },
  (document, pick) => {
    const path = pathOf(document, pick)
    const scope = pick(2) && stepIndex(document).get('extras')?.step.steps ? ({ kind: 'container', path: 'extras' } as const) : root
    return canMoveInto(document, path, scope).ok ? moveToScope(document, { path, scope, position: [pick(300), pick(300)] }) : undefined
  },
  // options are what others edit below
  ({ options }, pick) => restoreVersion({ ...trip, name: 'older', steps: trip.steps.slice(0, 1 + pick(trip.steps.length)), ...(options ? { options } : {}) }, 1),
  (_document, pick) => addGoals({ goals: planGoal(['book a flight and a hotel', 'read a.txt, write b.txt', 'for each order, charge the card'][pick(3)] ?? '', { catalog }).goals, placed: new Map() }),
  (document, pick) => rebaseDraft(document, { base: trip, theirs: { ...trip, title: `Title ${pick(9)}`, steps: trip.steps.map((step, at) => (at === pick(trip.steps.length) ? { ...step, title: `Published ${pick(9)}` } : step)) }, number: 2 }).command,
]

/** Edits that never leave a reference behind which leads nowhere, or to itself. */
const careful: readonly Make[] = [
  (document, pick) => {
    const edge = edgesOf(document)[pick(edgesOf(document).length)]
    return edge && splice(document, { edge: edge.id, step: forSplice(document, { name: 'spliced', kind: 'debug' }), catalog })
  },
  (document, pick) => removeAndReconnect(document, new Set([pathOf(document, pick), pathOf(document, pick)])),
  (document, pick) => addNote({ id: freeNoteId(notesOf(document)), position: [pick(900), pick(900)], text: 'note' }),
  (document, pick) => {
    const { id } = notesOf(document)[pick(notesOf(document).length)] ?? { id: 'nothing' }
    return pick(2) ? writeNote(id, `text ${pick(9)}`) : resizeNote(id, [pick(900), pick(900)])
  },
  (document, pick) => {
    const made = alignSteps(document, [pathOf(document, pick), pathOf(document, pick), pathOf(document, pick)], pick(2) ? 'middle' : 'across')
    return made.ok ? made.command : undefined
  },
  (document, pick) => openSpace(document, { axis: pick(2) ? 'x' : 'y', from: pick(900), by: 16 * pick(20) }),
  (document, pick) => {
    const contract = catalog.list()[pick(catalog.list().length)]
    const made = contract && replaceKind(document, pathOf(document, pick), contract)
    return made?.ok ? made.command : undefined
  },
  (document, pick) => {
    const plan = canGroup(document, new Set([pathOf(document, pick), pathOf(document, pick)]))
    const nearest = !plan.ok && plan.nearest ? canGroup(document, plan.nearest) : plan
    // what is offered can be done
    if (!plan.ok && plan.nearest) expect(nearest.ok).toBe(true)
    return nearest.ok ? groupSteps(document, nearest).command : undefined
  },
  (document, pick) => {
    const made = ungroupSteps(document, pathOf(document, pick))
    return made.ok ? made.command : undefined
  },
  (document, pick) => {
    const problems = validate(document, { catalog })
    const problem = problems[pick(problems.length)]
    const fixes = problem ? fixesOf({ document, problem, catalog }) : []
    return fixes[pick(fixes.length)]?.command
  },
  (document, pick) => {
    const fragment = fragmentOf(document, new Set([pathOf(document, pick)]))
    // a copy of what needs itself needs itself too
    if (broken(document) > 0) return undefined
    return fragment && stepIndex(document).get('extras')?.step.steps ? paste({ fragment, offset: [32, 32], scope: { kind: 'container', path: 'extras' } }) : undefined
  },
  (document, pick) => {
    const request = (paths: ReadonlySet<string>) => planExtract(document, { paths, catalog, title: 'Part' })
    const plan = request(new Set([pathOf(document, pick), pathOf(document, pick)]))
    const nearest = !plan.ok && plan.nearest ? request(plan.nearest) : plan
    if (nearest.ok) expect(broken(nearest.workflow)).toBeLessThanOrEqual(broken(document))
    return nearest.ok ? extractSteps(document, nearest, { reference: 'part', title: 'Part' }).command : undefined
  },
]

function broken(document: WorkflowDocument): number {
  return validate(document, { catalog }).filter(({ code }) => /^(INNER|UNKNOWN|CYCLE|DUPLICATE|BAD_NAME)/.test(code)).length
}

it('gives back the first document when all is undone, and the last one when all is done again', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(makes.length + careful.length - 1), fc.infiniteStream(fc.nat(1e6))), { maxLength: 25 }), (edits) => {
      let history = startHistory(trip)
      for (const [kind, stream] of edits) {
        const before = history.document
        const make = makes[kind] ?? careful[kind - makes.length]
        const command = make?.(before, (count) => (count === 0 ? 0 : (stream.next().value ?? 0) % count))
        if (command) history = execute(history, command)
        if (kind >= makes.length) expect(broken(history.document)).toBeLessThanOrEqual(broken(before))
        // whatever was done, everything has a place
        expect([...placesOf(history.document).values()].every(({ x, y, width, height }) => [x, y, width, height].every(Number.isFinite))).toBe(true)
      }
      const last = history
      while (history.past.length) history = undo(history)
      expect(history.document).toEqual(trip)
      while (history.future.length) history = redo(history)
      expect(history.document).toEqual(last.document)
    }),
    { numRuns: 60 },
  )
})

function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** What a page finds that is loaded again: only what was written, as the browser's database gives it back. */
function reloaded(kept: Kept, { encoder, anchor, records }: { encoder: DraftEncoder; anchor: WorkflowDocument; records: Map<number, EntryRecord> }): Kept {
  const { draft, entries } = atOnce(encoder.encode(kept, anchor))
  const ids = new Set(entries.map(({ id }) => id))
  for (const id of records.keys()) if (!ids.has(id)) records.delete(id)
  for (const entry of entries) records.set(entry.id, entry)
  return decodeDraft(structuredClone({ ...draft, workflow: 'w', slot: 's', writtenAt: 0 }), structuredClone(anchor), structuredClone([...records.values()]))
}

it('undoes all the same after reloads at any time, and undoes only what was done here when others edit in between', () => {
  const act = fc.tuple(fc.constantFrom('edit', 'edit', 'edit', 'undo', 'redo', 'reload', 'elsewhere'), fc.nat(makes.length + careful.length - 1), fc.infiniteStream(fc.nat(1e6)))
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const storage = { encoder: new DraftEncoder(), anchor: trip, records: new Map<number, EntryRecord>() }
      let kept: Kept = { history: startHistory(trip), stored: { revision: 1, document: trip }, clashes: [] }
      // the same acts without a reload
      let plain = startHistory(trip)
      let foreign = 0
      for (const [kind, pick, stream] of acts) {
        const make = makes[pick] ?? careful[pick - makes.length]
        const command = kind === 'edit' ? make?.(plain.document, (count) => (count === 0 ? 0 : (stream.next().value ?? 0) % count)) : undefined
        const both = (change: (history: History) => History) => {
          plain = change(plain)
          kept = { ...kept, history: change(kept.history) }
        }
        if (command) both((history) => execute(history, command))
        if (kind === 'undo') both(undo)
        if (kind === 'redo') both(redo)
        if (kind === 'elsewhere') {
          foreign += 1
          both((history) => take(history, { document: { ...history.document, options: { ...history.document.options, maxSteps: foreign } }, label: 'Elsewhere', renamed: new Map() }))
          kept = { ...kept, stored: { revision: foreign, document: kept.history.document } }
        }
        if (kind === 'reload') {
          const again = reloaded(kept, storage)
          // a new page starts with a new encoder
          storage.encoder = new DraftEncoder()
          expect(again).toEqual(kept)
          kept = again
        }
      }
      const here = reloaded(kept, storage).history
      let undone = here
      let step = stepBack(undone)
      while (step.history !== undone) {
        expect(step.clashes).toEqual([])
        undone = step.history
        step = stepBack(undone)
      }
      // of the others' edits, the option is what is left
      expect(undone.document).toEqual(foreign ? { ...trip, options: { maxSteps: foreign } } : trip)
      let again = undone
      while (again.future.length) again = redo(again)
      // what had been undone before is done again too
      let last = plain
      while (last.future.length) last = redo(last)
      expect(again.document).toEqual(last.document)
    }),
    { numRuns: 120 },
  )
})
