import type { QueueReason, StepView } from '@eddy/engine'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { OverlayContext } from './overlay-context.ts'
import { RunOverlay } from './overlay.ts'
import { StatusWords, statusWords } from './status-words.tsx'

const step = (path: string, rest: Partial<StepView> = {}): StepView => ({ path, status: 'queued', attempt: 0, attempts: [], ...rest })

function overlaid(reasons: Map<string, QueueReason>, ...steps: readonly StepView[]) {
  const overlay = new RunOverlay()
  const view = { paths: () => steps.map(({ path }) => path), step: (path: string) => steps.find((found) => found.path === path), whyQueued: (path: string) => reasons.get(path) }
  overlay.update(view, new Map())
  return { overlay, go: () => overlay.update(view, new Map([['handler', 'owner']])) }
}

it('says of a card that is queued what it waits for: a gate, or a limit of the run', () => {
  const gates = [{ kind: 'lock', name: 'till', ahead: 2, from: 5 } as const]
  const { overlay } = overlaid(new Map([['slot', { for: 'slot', underWay: 4, most: 4, first: true }], ['each[1].lone', { for: 'alone', underWay: 1 }], ['sync', { for: 'sync' }]]), step('gate', { gates }), step('slot'), step('each[1].lone'), step('sync'), step('next'), step('runs', { status: 'running' }))
  const words = (card: string) => {
    const state = overlay.get(card)
    return state && statusWords(state, overlay)
  }
  expect(['gate', 'slot', 'each.lone', 'sync', 'next', 'runs'].map(words)).toEqual(['Waits for the lock “till”, 2 ahead', 'Waits for a free slot', 'Waits for the others to end', 'Waits for a step that runs alone', 'Queued', 'Running'])
})

it('says it anew when the reason changes without a word about the step', async () => {
  const reasons = new Map<string, QueueReason>()
  const { overlay, go } = overlaid(reasons, step('slot'))
  const state = overlay.get('slot')
  if (!state) throw new Error('There is no state.')
  const screen = await render(<OverlayContext value={overlay}><StatusWords state={state} /></OverlayContext>)
  await expect.element(screen.getByText('Queued')).toBeVisible()
  reasons.set('slot', { for: 'sync' })
  go()
  await expect.element(screen.getByText('Waits for a step that runs alone')).toBeVisible()
})
