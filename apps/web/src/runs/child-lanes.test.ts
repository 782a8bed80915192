import { expect, it, vi } from 'vitest'
import type { ChildSource } from './child-source.ts'
import { goToChildChange } from './go-to-child-change.ts'
import { pageOfParent } from './testing/page-of-parent.ts'

it('shows the run that a step has started under that step once it is opened, and lets go of it when it is closed', async () => {
  const { lanes, rows, stopped } = pageOfParent()
  expect(rows()).toEqual(['step call', 'step after'])
  lanes.toggle('call')
  expect(rows()).toEqual(['step call', '  note call/note: Loading its run …', 'step after'])
  await vi.waitFor(() => expect(rows()).toEqual(['step call', '  child call#child-1', '    step call#child-1#a', '    step call#child-1#b', 'step after']))
  expect(lanes.runOf('call#child-1#a')?.names().titleOf('a')).toBe('Reserve')
  expect(lanes.runOf('call')).toBeUndefined()
  lanes.toggle('call')
  expect([rows(), stopped]).toEqual([['step call', 'step after'], ['child-1']])
})

it('follows no run that was closed while it was loaded', async () => {
  let resolve = () => {}
  const { lanes, rows, fedRuns } = pageOfParent({ loading: new Promise((done) => (resolve = done)) })
  lanes.toggle('call')
  await new Promise((turn) => setTimeout(turn))
  lanes.toggle('call')
  resolve()
  await new Promise((turn) => setTimeout(turn))
  expect([rows(), fedRuns]).toEqual([['step call', 'step after'], []])
})

it('says why there is no run to show', async () => {
  const none = pageOfParent({ list: () => Promise.resolve([]) })
  none.lanes.toggle('call')
  await vi.waitFor(() => expect(none.rows()[1]).toBe('  note call/note: It has no run that is kept.'))
  const broken = pageOfParent({ list: () => Promise.reject(new Error('the server is away')) })
  broken.lanes.toggle('call')
  await vi.waitFor(() => expect(broken.rows()[1]).toBe('  note call/note: Its run could not be loaded: the server is away'))
})

it('is told of a run that is made after its lane was opened, and asks for nothing meanwhile', async () => {
  const ids: string[] = []
  let asked = 0
  let tell = () => {}
  const heard: string[] = []
  const list = () => {
    asked += 1
    return Promise.resolve([...ids])
  }
  const hear: ChildSource['hear'] = ({ runId, step: path }, told) => {
    heard.push(`${runId} ${path}`)
    tell = told
    return () => heard.push('no more')
  }
  // as far as the step that starts the run
  const { lanes, rows } = pageOfParent({ list, hear, until: 3 })
  lanes.toggle('call')
  await vi.waitFor(() => expect(rows()).toEqual(['step call', '  note call/note: Its run is about to be made.']))
  await new Promise((turn) => setTimeout(turn, 1200))
  expect([asked, heard]).toEqual([1, ['parent call']])
  ids.push('child-1')
  tell()
  await vi.waitFor(() => expect(rows()).toEqual(['step call', '  child call#child-1', '    step call#child-1#a', '    step call#child-1#b']))
  expect([asked, heard]).toEqual([2, ['parent call', 'no more']])
  lanes.close()
  expect(heard).toHaveLength(2)
})

it('says that there is no run once the step has ended without one', async () => {
  const { lanes, rows, store, rest } = pageOfParent({ list: () => Promise.resolve([]), until: 3 })
  lanes.toggle('call')
  await vi.waitFor(() => expect(rows()[1]).toBe('  note call/note: Its run is about to be made.'))
  store.receive(rest)
  await vi.waitFor(() => expect(rows()[1]).toBe('  note call/note: It has no run that is kept.'))
  lanes.close()
})

it('moves the child with the playhead of the run above, through its rollback, also between two events of that run', async () => {
  const { store, playhead, lanes, childEvents } = pageOfParent()
  lanes.toggle('call')
  await vi.waitFor(() => expect(lanes.runOf('call#child-1#a')).toBeDefined())
  const child = lanes.runOf('call#child-1#a')
  if (!child) throw new Error('no child')
  const statuses = () => ['a', 'b'].map((path) => child.reading.step(path)?.status)
  expect(statuses()).toEqual(['undone', 'failed'])
  const path = 'call#child-1#a'
  const move = (by: 1 | -1) => goToChildChange({ store, playhead, child: child.store, path }, by)
  const seen: (string | undefined)[] = []
  const types: string[] = []
  for (let count = 0; count < 3; count += 1) {
    move(-1)
    seen.push(child.reading.step('a')?.status)
    types.push(childEvents.findLast(({ at }) => at <= (playhead.reading.clock() ?? 0))?.type ?? '')
  }
  expect([seen, types]).toEqual([['undone', 'undoing', 'succeeded'], ['undo.succeeded', 'undo.started', 'step.succeeded']])
  // the run above stands still meanwhile
  expect(playhead.reading.step('call')?.status).toBe('running')
  move(1)
  expect(child.reading.step('a')?.status).toBe('undoing')
  playhead.follow()
  expect(statuses()).toEqual(['undone', 'failed'])
})
