import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
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

test('the page of tasks shows what is offered and who has what as it changes, and a person acts in place of a worker', async ({ page }) => {
  const document = { eddy: 1, name: 'print_by_hand', title: 'Print by hand', steps: [{ name: 'print', title: 'Print', kind: 'agent.task', config: { queue: 'tasks-e2e', lease: 'PT2M' }, arguments: [{ name: 'page', from: { value: 1 } }] }] }
  await page.goto('/tasks?query=tasks-e2e')
  await expect(page.getByRole('main')).toContainText('No task has “tasks-e2e” in its queue, worker or step.')
  const { id } = (await call(page, '/trpc/workflow.create', { document })).result.data
  const { runId } = (await call(page, '/trpc/run.start', { workflowId: id, input: {} })).result.data
  const row = page.getByRole('row', { name: /tasks-e2e/ })
  await expect(row).toContainText('nobody yet')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Tasks/ })
  await expect(link).toHaveAccessibleName('Tasks 1 that nobody has claimed')
  await call(page, '/api/v1/tasks/claim', { queues: ['tasks-e2e'], worker: 'printer-2' })
  await expect(link).toHaveAccessibleName('Tasks')
  await expect(row).toContainText(/printer-2, heard of .+ ago/)
  await expect(row).toContainText(/lease ends in 1 min \d+ s/)
  await expectAccessible(page)

  await row.getByRole('button', { name: 'Take back print of queue tasks-e2e …' }).click()
  const taking = page.getByRole('dialog', { name: 'Take print back?' })
  await taking.getByRole('button', { name: 'Take it back' }).click()
  await expect(taking.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('The worker hangs')
  await taking.getByRole('button', { name: 'Take it back' }).click()
  await expect(taking).toHaveCount(0)
  await expect(row).toContainText('nobody yet')
  await page.getByRole('button', { name: 'In hand' }).click()
  await expect(page).toHaveURL(/state=claimed&query=tasks-e2e/)
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Offered' }).click()
  await expect(row).toContainText('nobody yet')

  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Search what can be done about tasks' }).fill('complete print tasks-e2e')
  await expect(page.getByRole('option', { name: /^Complete/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  const completing = page.getByRole('dialog', { name: 'Complete print by hand?' })
  await completing.getByRole('textbox', { name: 'Reason' }).fill('Printed at the counter')
  await completing.getByRole('button', { name: 'Complete it' }).click()
  await expect(completing).toHaveCount(0)
  await expect(row).toHaveCount(0)
  await page.goto(`/runs/${runId}?step=print`)
  await expect(page.getByRole('status', { name: 'What happened' })).toHaveText('1 step succeeded.')
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Print', exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Events' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('The worker hangs')
})
