import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import { knownDraft } from '../src/run/known-drafts.ts'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { saveWorkflow } from '../src/workflow/save-workflow.ts'
import { openInMemory } from './open-own.ts'

let db: Database
beforeAll(async () => {
  db = await openInMemory()
}, 240_000)
afterAll(() => db.close())

const document = { eddy: 1 as const, name: 'drafted', steps: [{ name: 'a', kind: 'debug' }] }

it('a draft is what was saved last, read once for each save, and gone when its workflow is', async () => {
  const { id } = await createWorkflow(db, document)
  const first = await knownDraft(db, id)
  expect(first?.definition?.document).toEqual(document)
  expect(await knownDraft(db, id)).toBe(first)
  const saved = { ...document, steps: [{ name: 'b', kind: 'debug' }] }
  await saveWorkflow(db, { id, document: saved, baseRevision: 1 })
  const second = await knownDraft(db, id)
  expect(second).toMatchObject({ workflow: { revision: 2 }, definition: { document: saved } })
  expect(await knownDraft(db, id)).toBe(second)
  await db.prisma.workflow.delete({ where: { id } })
  expect(await knownDraft(db, id)).toBeUndefined()
})

it('what composes other workflows is put together anew for each run, since those may have changed', async () => {
  const { id } = await createWorkflow(db, { eddy: 1, name: 'composer', steps: [{ name: 'inner', kind: 'compose', config: { workflow: 'drafted' } }] })
  expect((await knownDraft(db, id))?.definition).toBeNull()
})

it('a very large one is not kept in memory', async () => {
  const { id } = await createWorkflow(db, { eddy: 1, name: 'large', steps: Array.from({ length: 1001 }, (_, at) => ({ name: `s${at}`, kind: 'debug' })) })
  const first = await knownDraft(db, id)
  expect(first?.definition?.document.steps).toHaveLength(1001)
  expect(await knownDraft(db, id)).not.toBe(first)
})

it('of many that are asked for at once each is as it is by itself', async () => {
  const [kept, saved, gone] = await Promise.all(['kept', 'saved', 'gone'].map((name) => createWorkflow(db, { ...document, name })))
  const ids = [kept?.id ?? '', saved?.id ?? '', gone?.id ?? '', kept?.id ?? '', saved?.id ?? '']
  const before = await Promise.all(ids.map((id) => knownDraft(db, id)))
  await saveWorkflow(db, { id: saved?.id ?? '', document: { ...document, name: 'saved', steps: [] }, baseRevision: 1 })
  await db.prisma.workflow.delete({ where: { id: gone?.id ?? '' } })
  const now = await Promise.all(ids.map((id) => knownDraft(db, id)))
  expect(now.map((draft) => draft?.workflow.revision)).toEqual([1, 2, undefined, 1, 2])
  expect(now[0]).toBe(before[3])
})

it('a run is of the draft as it is now, though one is begun by what was known of it; what was begun so is never written', async () => {
  const valued = (value: string) => ({ eddy: 1 as const, name: 'trusted', steps: [{ name: 'a', kind: 'code', config: { source: `return '${value}'` } }], return: 'a' })
  const { id } = await createWorkflow(db, valued('before'))
  const runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
  const valueOf = async () => ((await runs.settled(await runs.start({ workflowId: id, input: {} }))) as { readonly value?: unknown }).value
  try {
    const before = [await valueOf(), await valueOf()]
    await saveWorkflow(db, { id, document: valued('after'), baseRevision: 1 })
    const after = await valueOf()
    expect({ before, after }).toEqual({ before: ['before', 'before'], after: 'after' })
    expect(await db.prisma.run.count({ where: { workflowId: id } })).toBe(3)
    // what is wrong with it is said of what is saved now, whatever was known
    await saveWorkflow(db, { id, document: { ...valued('after'), steps: [{ name: 'a', kind: 'nothing such' }] }, baseRevision: 2 })
    await expect(valueOf()).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' })
    await db.prisma.workflow.delete({ where: { id } })
    await expect(valueOf()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  } finally {
    await runs.close()
  }
}, 60_000)
