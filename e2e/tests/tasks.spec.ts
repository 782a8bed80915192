import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

const call = async (page: Page, path: string, input: object) => (await page.request.post(path, { data: input })).json() as Promise<{ readonly result: { readonly data: { readonly id: string; readonly runId: string } }; readonly task: { readonly taskId: string; readonly fence: number } }>

test('a run says who has its task: nobody, then a worker with its heartbeats, and goes on with what the worker tells', async ({ page }) => {
  const document = { eddy: 1, name: 'print_invoice', title: 'Print invoice', steps: [{ name: 'print', title: 'Print', kind: 'agent.task', config: { queue: 'paper', lease: 'PT2M' }, arguments: [{ name: 'page', from: { value: 1 } }] }] }
  const { id } = (await call(page, '/trpc/workflow.create', { document })).result.data
  const { runId } = (await call(page, '/trpc/run.start', { workflowId: id, input: {} })).result.data

  await page.goto(`/runs/${runId}`)
  const sentence = page.getByRole('status', { name: 'What happened' })
  await expect(sentence).toHaveText('Print is offered to queue paper, and nobody has claimed it.')
  await page.getByRole('button', { name: /^Print/ }).first().click()
  const worker = page.getByRole('region', { name: 'Worker' })
  await expect(worker).toContainText('Offered to queue paper, nobody has claimed it.')

  const { task } = await call(page, '/api/v1/tasks/claim', { queues: ['paper'], worker: 'printer-2' })
  await expect(worker).toContainText(/Claimed by printer-2 \S+ m?s ago\./)
  await expect(sentence).toHaveText('Print is in the hands of printer-2, of queue paper.')
  await call(page, `/api/v1/tasks/${task.taskId}/heartbeat`, { fence: task.fence, progress: { page: 1 } })
  await expect(worker).toContainText(/Claimed by printer-2, heartbeat \S+ m?s ago\./)
  await expect(worker).toContainText(/Its lease ends in 1 min \d+ s/)

  await page.getByRole('tab', { name: 'Events' }).click()
  const events = page.getByRole('tabpanel', { name: 'Events' })
  await expect(events).toContainText('to queue paper')
  await expect(events).toContainText(/by printer-2, for 2 min/)
  await call(page, `/api/v1/tasks/${task.taskId}/complete`, { fence: task.fence, value: { pages: 2 } })
  await expect(worker).toHaveCount(0)
  await expect(sentence).toHaveText('1 step succeeded.')
})
