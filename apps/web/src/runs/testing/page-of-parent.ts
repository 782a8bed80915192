import { createRunHistory, type RunEvent } from '@eddy/engine'
import { runDocument, step } from '@eddy/engine/testing'
import { ChildLanes } from '../child-lanes.ts'
import type { ChildSource } from '../child-source.ts'
import { createPlayhead } from '../playhead.ts'
import { createRunStore } from '../run-store.ts'
import type { RunDetail } from '../run-types.ts'
import { stepNamesOf } from '../step-names.ts'
import { timelineRows } from '../timeline-rows.ts'

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

/** The page of that run. */
export function pageOfParent({ list = () => Promise.resolve(['child-1']), hear, loading = Promise.resolve(), until = Infinity }: Page = {}) {
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
  return { store, playhead, lanes, names, rows, fedRuns, stopped, childEvents, rest: parentEvents.slice(until) }
}
