import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import type { AttemptView, StepStatus } from '@eddy/engine'
import { AttemptList } from './attempt-list.tsx'

const open: AttemptView = { attempt: 1, startedAt: 0, logs: [] }

it.each<[string, AttemptView, StepStatus, string]>([
  ['nobody has claimed it', { ...open, awaits: 'worker' }, 'waiting', '1. waiting for a worker'],
  ['its worker, or a host, is at work', open, 'running', '1. running'],
  ['the run went down before anybody came', { ...open, awaits: 'worker' }, 'cancelled', '1. no worker has taken it'],
  ['it has ended', { ...open, endedAt: 5, outcome: 'failed' }, 'failed', '1. failed'],
])('says how an attempt stands: %s', async (_, attempt, status, words) => {
  const { container } = await render(<AttemptList attempts={[attempt]} status={status} runId="r" />)
  expect([...container.querySelectorAll('li > span')].map(({ textContent }) => textContent)).toContain(words)
})
