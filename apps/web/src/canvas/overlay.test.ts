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

it('shows of a map the element that needs looking at most', () => {
  const overlay = new RunOverlay()
  overlay.update(view(step('each[0].charge', { status: 'failed' }), step('each[1].charge', { status: 'succeeded' })), new Map())
  expect(overlay.get('each.charge')).toMatchObject({ status: 'failed' })
})
