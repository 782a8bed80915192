import { expect, it } from 'vitest'
import { coverageReached } from '../src/expectation/coverage-reached.ts'
import { serveHere } from './serve-here.ts'

const { db, api } = await serveHere()
const one = { fixture: '', step: 'card', kind: 'fail' as const, end: 'rolled_back' as const, undone: ['room'], residue: [] }

it('expectations are kept for each cell and fixture, the last one counts, and they go with their workflow', async () => {
  const { id: workflowId } = await api().workflow.create.mutate({})
  await api().expectation.save.mutate({ workflowId, expectations: [one, { ...one, fixture: 'no card' }, { ...one, kind: 'timeout', end: 'hangs', undone: [] }] })
  await api().expectation.save.mutate({ workflowId, expectations: [{ ...one, residue: ['card'] }] })
  expect(await api().expectation.list.query({ workflowId })).toEqual([{ ...one, residue: ['card'] }, { ...one, kind: 'timeout', end: 'hangs', undone: [] }, { ...one, fixture: 'no card' }])
  expect(await api().expectation.remove.mutate({ workflowId, cells: [{ fixture: '', step: 'card', kind: 'timeout' }, { fixture: '', step: 'gone', kind: 'fail' }] })).toEqual({ removed: 1 })
  expect(await api().expectation.list.query({ workflowId })).toHaveLength(2)
  await api().workflow.remove.mutate({ id: workflowId })
  expect(await db.prisma.expectation.count()).toBe(0)
})

it('expectations of what is not there are refused', async () => {
  await expect(api().expectation.save.mutate({ workflowId: 'nowhere', expectations: [one] })).rejects.toThrow('There is no workflow nowhere')
  await expect(api().expectation.save.mutate({ workflowId: 'nowhere', expectations: [{ ...one, kind: 'sulks' as never }] })).rejects.toThrow()
})

it('a draft that breaks an expectation, or covers too little, is not published', async () => {
  const document = (undo: object) => ({ eddy: 1, name: 'gated', steps: [{ name: 'room', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:1/room' }, ...undo }, { name: 'card', kind: 'expression', config: { expr: '1' }, waitFor: ['room'] }], handlers: [{ name: 'free', kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:1/room' } }] })
  const { id: workflowId, revision } = await api().workflow.create.mutate({ document: document({ undo: 'free' }) as never })
  await api().expectation.save.mutate({ workflowId, expectations: [{ ...one, undone: ['room'] }] })
  await api().version.publish.mutate({ workflowId, revision })
  const saved = await api().workflow.save.mutate({ id: workflowId, document: document({}) as never, baseRevision: revision })
  const refused = await api().version.publish.mutate({ workflowId, revision: saved.revision }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ data: { eddy: { code: 'INVALID_DOCUMENT', details: [{ code: 'EXPECTATION_BROKEN', step: 'card', message: 'Rehearsed, card fails on every try: undone was to be room, and is nothing; left was to be nothing, and is room.' }] } } })
  // with a fixture of its own it is another test
  await api().expectation.remove.mutate({ workflowId, cells: [one] })
  await db.prisma.fixture.create({ data: { id: 'f', workflowId, name: 'sold out', content: { input: {}, pins: { room: { kind: 'failure', code: 'HTTP_409', message: 'sold out' } } } } })
  await api().expectation.save.mutate({ workflowId, expectations: [{ ...one, fixture: 'sold out', step: 'room' }] })
  const other = await api().version.publish.mutate({ workflowId, revision: saved.revision }).catch((error: unknown) => error)
  expect(other).toMatchObject({ data: { eddy: { details: [{ code: 'EXPECTATION_BROKEN', message: 'Rehearsed with "sold out", room fails on every try: undone was to be room, and is nothing.' }] } } })
  const gate = coverageReached(100)
  expect(await gate(db, { workflowId, document: document({}) as never })).toMatchObject([{ code: 'COVERAGE_TOO_LOW', step: 'room' }])
  expect(await gate(db, { workflowId, document: document({ undo: 'free' }) as never })).toEqual([])
})
