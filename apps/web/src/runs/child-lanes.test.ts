import { createRunHistory, type RunEvent } from '@eddy/engine'
import { runDocument, step } from '@eddy/engine/testing'
import { expect, it, vi } from 'vitest'
import { ChildLanes } from './child-lanes.ts'
import type { ChildSource } from './child-source.ts'
import { goToChildChange } from './go-to-child-change.ts'
import { createPlayhead } from './playhead.ts'
import { createRunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'
import { stepNamesOf } from './step-names.ts'
import { timelineRows } from './timeline-rows.ts'

/** A run whose step `call` has started another; all that the other did lies between two events of the first. */
function parentAndChild() {
  const parent = runDocument({ steps: [{ ...step('call'), kind: 'workflow.run' }, step('after', { after: ['call'] })] }, {})
  const child = runDocument({ steps: [step('a', { kind: 'undoable' }), step('b', { after: ['a'] })] }, { scripts: { b: () => ({ kind: 'fail', error: { code: 'NO', message: 'no', retryable: false } }) } })
  const begun = parent.events.find(({ type, step: path }) => type === 'step.started' && path === 'call')?.seq ?? 0
  // a second between the parent's events, and ten milliseconds between those of the child
  const parentEvents = parent.events.map((event) => ({ ...event, at: event.seq * 1000 }))
  const childEvents = child.events.map((event) => ({ ...event, at: begun * 1000 + event.seq * 10 }))
  return { parent, child, parentEvents, childEvents }
}

const loaded = (of: { readonly events: readonly RunEvent[]; readonly plan: Parameters<typeof createRunHistory>[0] }) => createRunStore({ view: createRunHistory(of.plan), target: of.events.length, schedule: (callback) => callback() })

interface Page {
  readonly list?: ChildSource['list']
  readonly hear?: ChildSource['hear']
  readonly loading?: Promise<void>
  /** How many events of the run above are known. */
  readonly until?: number
}

function page({ list = () => Promise.resolve(['child-1']), hear, loading = Promise.resolve(), until = Infinity }: Page = {}) {
  const { parent, child, parentEvents, childEvents } = parentAndChild()
  const store = loaded(parent)
  store.receive(parentEvents.slice(0, until))
  const playhead = createPlayhead(store)
  const document = { eddy: 1, name: 'inner', steps: [{ name: 'a', kind: 'code', title: 'Reserve' }, { name: 'b', kind: 'code' }] }
  const [fedRuns, stopped]: [string[], string[]] = [[], []]
  const source: ChildSource = {
    list,
    hear,
    load: (id) => loading.then(() => ({ id, workflowName: 'inner', document } as unknown as RunDetail)),
    feed(id, fed) {
      fedRuns.push(id)
      fed.receive(childEvents)
      return () => stopped.push(id)
    },
  }
  const lanes = new ChildLanes({ source, runId: 'parent', reading: playhead.reading, openStore: () => ({ store: loaded(child), playhead }) })
  const names = stepNamesOf({ eddy: 1, name: 'outer', steps: [{ name: 'call', kind: 'workflow.run' }, { name: 'after', kind: 'code' }] })
  const rows = () => timelineRows(store.steps(), { toggled: new Set(), names, children: lanes.shown() }).map(({ path, kind, depth, words }) => `${'  '.repeat(depth)}${kind} ${path}${words === undefined ? '' : `: ${words}`}`)
  return { store, playhead, lanes, rows, fedRuns, stopped, childEvents, rest: parentEvents.slice(until) }
}

it('shows the run that a step has started under that step once it is opened, and lets go of it when it is closed', async () => {
  const { lanes, rows, stopped } = page()
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
  const { lanes, rows, fedRuns } = page({ loading: new Promise((done) => (resolve = done)) })
  lanes.toggle('call')
  await new Promise((turn) => setTimeout(turn))
  lanes.toggle('call')
  resolve()
  await new Promise((turn) => setTimeout(turn))
  expect([rows(), fedRuns]).toEqual([['step call', 'step after'], []])
})

it('says why there is no run to show', async () => {
  const none = page({ list: () => Promise.resolve([]) })
  none.lanes.toggle('call')
  await vi.waitFor(() => expect(none.rows()[1]).toBe('  note call/note: It has no run that is kept.'))
  const broken = page({ list: () => Promise.reject(new Error('the server is away')) })
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
  const { lanes, rows } = page({ list, hear, until: 3 })
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
  const { lanes, rows, store, rest } = page({ list: () => Promise.resolve([]), until: 3 })
  lanes.toggle('call')
  await vi.waitFor(() => expect(rows()[1]).toBe('  note call/note: Its run is about to be made.'))
  store.receive(rest)
  await vi.waitFor(() => expect(rows()[1]).toBe('  note call/note: It has no run that is kept.'))
  lanes.close()
})

it('moves the child with the playhead of the run above, through its rollback, also between two events of that run', async () => {
  const { store, playhead, lanes, childEvents } = page()
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
