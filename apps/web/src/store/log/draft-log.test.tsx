import type { WorkflowDocument } from '@eddy/workflow'
import { afterEach, expect, it, vi } from 'vitest'
import { restore } from '../command/command.ts'
import { moveSteps } from '../command/move-steps.ts'
import { updateDocument } from '../command/update-document.ts'
import type { Kept } from '../editor-store.ts'
import { execute, startHistory, undo } from '../history.ts'
import { trip } from '../testing/trip.ts'
import { type OpenedLog, openDraftLog, writeDelay } from './draft-log.ts'
import { logDatabase } from './log-database.ts'

// the browser's own database
const open: OpenedLog[] = []
const opened = async (workflow: string) => {
  const log = await openDraftLog(workflow)
  open.push(log)
  return log
}
afterEach(async () => {
  for (const { log } of open.splice(0)) await log.close()
  sessionStorage.clear()
})
const edited = (title: string, unsavedSince?: number): Kept => ({
  history: undo(execute(execute(startHistory(trip), updateDocument({ title })), moveSteps({ charge: [160, 160] }))),
  stored: { revision: 3, document: trip },
  clashes: [],
  ...(unsavedSince === undefined ? {} : { unsavedSince }),
})
const counts = async () => {
  const database = await logDatabase()
  return { drafts: await database.count('drafts'), entries: await database.count('entries') }
}

it('gives back what was kept, with undo and redo, when the tab is loaded again', async () => {
  const first = await opened('again')
  expect(first.kept).toBeUndefined()
  const kept = edited('A', 5)
  first.log.keep(() => kept)
  await first.log.close()
  expect((await opened('again')).kept).toEqual(kept)
})

it('gives the draft of a closed tab to the next one, and none to a tab beside it', async () => {
  const first = await opened('beside')
  first.log.keep(() => edited('A', 5))
  await first.log.flush()
  sessionStorage.clear()
  const second = await opened('beside')
  expect(second.kept).toBeUndefined()
  await first.log.close()
  sessionStorage.clear()
  expect((await opened('beside')).kept).toEqual(edited('A', 5))
})

it('hands over unsent edits of further tabs, and forgets them once they are taken', async () => {
  for (const [title, since] of [['A', 5], ['B', 6], ['C', undefined]] as const) {
    sessionStorage.clear()
    const tab = await opened('strays')
    tab.log.keep(() => edited(title, since))
    await tab.log.flush()
  }
  for (const { log } of open.splice(0)) await log.close()
  sessionStorage.clear()
  const next = await opened('strays')
  expect([next.kept?.history.document.title, next.strays.map(({ kept }) => kept.history.document.title)]).toEqual(['C', ['B', 'A']])
  const { drafts } = await counts()
  for (const { taken } of next.strays) await taken()
  expect((await counts()).drafts).toBe(drafts - 2)
})

it('writes what is new, and lets go of entries that are no more', async () => {
  const { log } = await opened('batches')
  const { entries } = await counts()
  let history = startHistory(trip)
  for (let turn = 0; turn < 520; turn++) history = execute(history, updateDocument({ title: `Title ${turn}` }))
  for (let turn = 0; turn < 520; turn++) {
    history = execute(history, moveSteps({ charge: [16 * (turn + 1), 0] }))
    log.keep(() => ({ history, stored: { revision: 1, document: trip }, clashes: [] }))
    if (turn % 100 === 0) await log.flush()
  }
  await log.flush()
  expect((await counts()).entries - entries).toBe(500)
  await log.close()
  expect((await opened('batches')).kept?.history).toEqual(history)
})

it('leaves alone what another version has written', async () => {
  const first = await opened('newer')
  first.log.keep(() => edited('A', 5))
  await first.log.close()
  const database = await logDatabase()
  const [key] = await database.getAllKeys('drafts', IDBKeyRange.bound(['newer'], ['newer', []]))
  const draft = await database.get('drafts', key!)
  await database.put('drafts', { ...draft!, schema: 99 }, key!)
  const next = await opened('newer')
  expect(next.kept).toBeUndefined()
  next.log.keep(() => edited('B'))
  await next.log.flush()
  expect((await database.get('drafts', key!))?.schema).toBe(99)
})

/** As a layout leaves thousands of steps. */
const spread = (by: number): WorkflowDocument => ({ ...trip, view: { positions: Object.fromEntries(Array.from({ length: 12_000 }, (_, at) => [`step_${at}`, [16 * at, 16 * by]] as const)) } })
const tidied = (before: WorkflowDocument, after: WorkflowDocument): Kept => ({ history: execute(startHistory(before), restore('Tidy up', after)), stored: { revision: 1, document: before }, clashes: [] })

it('writes what is far from the last whole document without one, and a whole one once the page rests', async () => {
  const { log } = await opened('far')
  const [before, after] = [spread(1), spread(2)]
  // the page rests when this test says so
  const rest = vi.spyOn(window, 'requestIdleCallback').mockImplementation(() => 1)
  const whole = async () => (await (await logDatabase()).get('anchors', ['far', log.slotName]))?.view?.positions?.['step_1']
  log.keep(() => tidied(before, before))
  await log.flush()
  log.keep(() => tidied(before, after))
  await log.flush()
  expect(await whole()).toEqual([16, 16])
  rest.mock.lastCall?.[0]({ didTimeout: false, timeRemaining: () => 50 })
  await expect.poll(whole).toEqual([16, 32])
  rest.mockRestore()
  await log.close()
  expect((await opened('far')).kept).toEqual(tidied(before, after))
})

it('has all of it when the page goes while a long edit is being written', async () => {
  const { log } = await opened('going')
  const [before, after] = [spread(1), spread(2)]
  log.keep(() => tidied(before, before))
  await log.flush()
  log.keep(() => tidied(before, after))
  await new Promise((done) => setTimeout(done, writeDelay + 1))
  // as on pagehide: nothing is waited for, and what was written is there for the next page
  void log.flush()
  await log.close()
  expect((await opened('going')).kept).toEqual(tidied(before, after))
})

it('reads what the first version has written', async () => {
  const first = await opened('older')
  first.log.keep(() => edited('A', 5))
  await first.log.close()
  const database = await logDatabase()
  const [key] = await database.getAllKeys('drafts', IDBKeyRange.bound(['older'], ['older', []]))
  const draft = await database.get('drafts', key!)
  await database.put('drafts', { ...draft!, schema: 1 }, key!)
  expect((await opened('older')).kept).toEqual(edited('A', 5))
})
