import type { APIRequestContext } from '@playwright/test'
import { DEMO_URL } from '../ports.ts'
import { expect, sentence, test } from './page.ts'

const create = async (request: APIRequestContext, document: object) => (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data.id as string
const start = async (request: APIRequestContext, workflowId: string) => (await (await request.post('/trpc/run.start', { data: { workflowId, input: {} } })).json()).result.data.runId as string

test('a step that is queued says which lock it waits for and who holds it, on every view of the run', async ({ page, request }) => {
  const id = await create(request, { eddy: 1, name: 'till', title: 'Till', steps: [{ name: 'hold', title: 'Hold the till', kind: 'lock', config: { name: 'till' }, steps: [{ name: 'rest', title: 'Rest', kind: 'wait.signal', config: { name: 'go' } }] }] })
  const first = await start(request, id)
  await page.goto(`/runs/${first}`)
  await expect(sentence(page)).toHaveText('Hold the till is running; Rest is waiting.')
  const second = await start(request, id)
  await page.goto(`/runs/${second}?step=hold`)
  await expect(sentence(page)).toHaveText('Hold the till waits for the lock “till”.')
  const drawn = page.getByRole('region', { name: 'Run', exact: true }).locator('.react-flow__node[data-id="hold"]')
  await expect(drawn).toContainText('Waits for the lock “till”')
  const waits = page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name: 'What it waits for' })
  await expect(waits).toContainText('Waits for the lock “till”.')
  await expect(waits.getByRole('link')).toHaveAttribute('href', `/runs/${first}`)
  await expect(page.getByRole('list', { name: 'Timeline' }).getByRole('button', { name: /Hold the till, Queued, waits for the lock “till”/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Events' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('at the lock “till”')
  await request.post('/trpc/run.signal', { data: { runId: first, name: 'go' } })
  await expect(waits).toHaveCount(0)
  await expect(sentence(page)).toHaveText('Hold the till is running; Rest is waiting.')
})

test('a card says which limit of its own run its step waits for', async ({ page, request }) => {
  const slow = (name: string) => ({ name, kind: 'http.request', config: { method: 'GET', url: `${DEMO_URL}/slow?ms=6000` } })
  const id = await create(request, { eddy: 1, name: 'one_by_one', options: { maxConcurrency: 1 }, steps: [slow('first'), slow('second')] })
  const runId = await start(request, id)
  await page.goto(`/runs/${runId}`)
  const drawn = (step: string) => page.getByRole('region', { name: 'Run', exact: true }).locator(`.react-flow__node[data-id="${step}"]`)
  await expect(drawn('first')).toContainText('Running')
  await expect(drawn('second')).toContainText('Waits for a free slot')
  await expect(drawn('second')).toContainText('Running')
})

test('a dialog that is open when the run ends says so, and asks for nothing that can no longer be done', async ({ page, request }) => {
  const id = await create(request, { eddy: 1, name: 'brief', title: 'Brief', steps: [{ name: 'rest', title: 'Rest', kind: 'wait.signal', config: { name: 'go' } }] })
  const runId = await start(request, id)
  await page.goto(`/runs/${runId}`)
  await page.getByRole('button', { name: 'Cancel …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this run?' })
  await expect(dialog.getByRole('button', { name: 'Cancel and undo' })).toBeEnabled()
  await request.post('/trpc/run.signal', { data: { runId, name: 'go' } })
  await expect(dialog.getByRole('alert')).toHaveText('This can no longer be done: the run has moved on (succeeded).')
  await expect(dialog.getByRole('button', { name: 'Cancel and undo' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await expect(dialog).toHaveCount(0)
})

test('a double click on the button of a dialog does once what it says', async ({ page, request }) => {
  const id = await create(request, { eddy: 1, name: 'once', title: 'Once', steps: [{ name: 'ship', title: 'Ship order', kind: 'code', config: { source: 'return eddy.fail("no lorry is free")' } }] })
  const runId = await start(request, id)
  await page.goto(`/runs/${runId}`)
  await page.getByRole('button', { name: /^Retry from the failure/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).last().dblclick()
  await expect(page).not.toHaveURL(new RegExp(runId))
  const runs = async () => (await (await request.get(`/trpc/run.list?input=${encodeURIComponent(JSON.stringify({ filter: { workflowId: id } }))}`)).json()).result.data.items.length as number
  await expect.poll(runs).toBe(2)
  // one that was begun with it would be there by now
  await page.waitForTimeout(500)
  expect(await runs()).toBe(2)
})
