import type { StepStatus } from '@eddy/engine'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import '../styles/index.css'
import { StepCard } from './step-card.tsx'

const data = { title: 'Charge card', kindTitle: 'HTTP request', icon: 'globe', group: 'action', strip: 'defined', step: { name: 'charge', kind: 'http.request', retry: { max: 4 } } } as const
const statuses: readonly StepStatus[] = ['idle', 'queued', 'running', 'retrying', 'waiting', 'succeeded', 'failed', 'skipped', 'undoing', 'undone', 'undo_failed', 'in_doubt']

it('says each state in a word and never changes its size', async () => {
  const screen = await render(
    <>
      {statuses.map((status) => (
        <div key={status} data-testid={status}>
          <StepCard data={data} state={{ status, attempt: 2 }} />
        </div>
      ))}
    </>,
  )
  for (const status of statuses) {
    const card = screen.getByTestId(status).element().firstElementChild
    expect([card?.clientWidth, card?.clientHeight]).toEqual([254, 62])
  }
  await expect.element(screen.getByText('Retrying')).toBeVisible()
  await expect.element(screen.getByText('Undo failed')).toBeVisible()
})
