import { expect, it } from 'vitest'
import { evolve } from '../state/evolve.ts'
import { createState } from '../state/run-state.ts'
import { runDocument, step } from '../testing/run-document.ts'
import { standstill } from './standstill.ts'

it('tells a run that has something to do and nobody to do it from one that waits, has not begun, or is over', async () => {
  const test = runDocument({ steps: [step('a'), step('b', { kind: 'wait.signal', after: ['a'], config: { name: 'go' } })] })
  const { run, plan } = test
  await expect.poll(() => run.state.waiters.size).toBe(1)
  // one that is driven stands nowhere but where it waits
  expect(standstill(run.state)).toBeUndefined()
  run.signal({ name: 'go', payload: 1 })
  await run.settled()
  expect(standstill(run.state)).toBeUndefined()

  // the same log, folded and driven by nobody
  const state = createState(plan)
  expect(standstill(state)).toBeUndefined()
  const found = test.events.map((event) => {
    evolve(state, event)
    return [event.type, standstill(state)]
  })
  expect(found).toEqual([
    ['run.started', 'unattended'],
    ['step.ready', 'unattended'],
    ['step.started', undefined],
    ['step.succeeded', 'unattended'],
    ['step.ready', 'unattended'],
    ['step.started', 'unattended'],
    ['signal.awaited', undefined],
    ['signal.received', 'unattended'],
    ['step.succeeded', 'unattended'],
    ['run.succeeded', undefined],
  ])
})
