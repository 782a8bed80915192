import { expect, it } from 'vitest'
import type { StepView } from '@eddy/engine'
import { RunOverlay } from './overlay.ts'

const step = (path: string, rest: Partial<StepView> = {}): StepView => ({ path, status: 'running', attempt: 1, attempts: [], ...rest })
const view = (...steps: readonly StepView[]) => ({ paths: () => steps.map(({ path }) => path), step: (path: string) => steps.find((found) => found.path === path) })

it('keeps the state of a card that did not change, so that only changed cards are drawn', () => {
  const overlay = new RunOverlay()
  overlay.update(view(step('a'), step('b')), new Map())
  const before = [overlay.get('a'), overlay.get('b')]
  overlay.update(view(step('a'), step('b', { status: 'succeeded' })), new Map())
  expect(overlay.get('a')).toBe(before[0])
  expect(overlay.get('b')).toMatchObject({ status: 'succeeded' })
})

it('shows the undo of a step on the card of its handler', () => {
  const overlay = new RunOverlay()
  overlay.update(view(step('a', { status: 'undone', undo: { attempts: [], startedAt: 5, endedAt: 9, status: 'done', order: 1 } })), new Map([['cancel_a', 'a']]))
  expect(overlay.get('cancel_a')).toEqual({ status: 'undone', attempt: 1, took: 4 })
})

it('counts towards the next try, and from the start of what runs', () => {
  const overlay = new RunOverlay()
  overlay.update(view(step('a', { status: 'retrying', startedAt: 3, dueAt: 9 }), step('b', { startedAt: 4, dueAt: 9 })), new Map())
  expect([overlay.get('a'), overlay.get('b')]).toEqual([{ status: 'retrying', attempt: 1, since: 3, due: 9 }, { status: 'running', attempt: 1, since: 4 }])
})

it('shows the undo inside a map on the card of its handler', () => {
  const undone = step('each[0].a', { status: 'undone', undo: { attempts: [], startedAt: 5, endedAt: 9, status: 'done', order: 1 } })
  const overlay = new RunOverlay()
  overlay.update({ ...view(undone), foremost: () => [['each.a', undone]], foremostOf: (path) => (path === 'each.a' ? undone : undefined) }, new Map([['each.cancel_a', 'each.a']]))
  expect(overlay.get('each.cancel_a')).toEqual({ status: 'undone', attempt: 1, took: 4 })
})

it('shows of a map the element that needs looking at most', () => {
  const overlay = new RunOverlay()
  overlay.update(view(step('each[0].charge', { status: 'failed' }), step('each[1].charge', { status: 'succeeded' })), new Map())
  expect(overlay.get('each.charge')).toMatchObject({ status: 'failed' })
})

it('follows a run by what has changed, as if it had been told all', () => {
  const steps = new Map<string, StepView>()
  const run = { paths: () => steps.keys(), step: (path: string) => steps.get(path), foremostOf: (path: string) => steps.get(path), foremost: () => steps }
  const owners = new Map([['cancel_a', 'a']])
  const [followed, told] = [new RunOverlay(), new RunOverlay()]
  followed.update(run, owners)
  const heard: (readonly string[])[] = []
  followed.subscribe((changed) => heard.push([...(changed ?? [])].sort()))
  const happen = (...changed: readonly StepView[]) => {
    for (const step of changed) steps.set(step.path, step)
    followed.follow(run, new Set(changed.map(({ path }) => path)))
    told.update(run, owners)
    for (const path of ['a', 'b', 'cancel_a']) expect(followed.get(path)).toEqual(told.get(path))
    expect(followed.pulses).toBe(told.pulses)
  }
  happen(step('a'), step('b'))
  happen(step('b'))
  happen(step('a', { status: 'undone', undo: { attempts: [], startedAt: 5, endedAt: 9, status: 'done', order: 1 } }))
  happen(...Array.from({ length: 30 }, (_, at) => step(`s${at}`)))
  expect(heard).toEqual([['a', 'b'], ['a', 'cancel_a'], Array.from({ length: 30 }, (_, at) => `s${at}`).sort()])
})
