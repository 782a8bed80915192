import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Rehearsal' })
const outcome = (page: Page) => page.getByRole('status', { name: 'What the backtest came to' })
const runs = (page: Page) => panel(page).getByRole('list', { name: 'Recorded runs' }).getByRole('listitem')

const branch = (limit: number, more: readonly object[] = []) => ({
  eddy: 1, name: 'backtest_orders', title: 'Backtest orders', inputs: [{ name: 'amount', schema: { type: 'number' } }],
  steps: [
    { name: 'check', kind: 'expression', config: { expr: `amount > ${limit} ? $error("too much") : amount` }, arguments: [{ name: 'amount', from: { input: 'amount' } }] },
    ...more,
  ],
})

async function begun(request: APIRequestContext): Promise<{ readonly id: string; readonly revision: number }> {
  const { id, revision } = (await (await request.post('/trpc/workflow.create', { data: { document: branch(100) } })).json()).result.data
  for (const amount of [10, 60, 500]) {
    const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: { amount } } })).json()).result.data
    await expect.poll(async () => (await (await request.get(`/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()).result.data.endedAt).not.toBeNull()
  }
  return { id, revision }
}

test('recorded runs are taken through the draft: what is the same, what ends otherwise, what was never recorded', async ({ page, request }) => {
  const { id, revision } = await begun(request)
  await page.goto(`/workflow/${id}`)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands, steps and kinds' }).fill('backtest')
  await page.keyboard.press('Enter')
  await expect(outcome(page)).toContainText('Nothing is carried out.')
  await panel(page).getByRole('button', { name: 'Backtest', exact: true }).click()
  await expect(outcome(page)).toHaveText('Of 3 recorded runs: 3 the same.')

  await panel(page).getByRole('combobox', { name: 'Runs that ended how' }).click()
  await page.getByRole('option', { name: 'Only failures' }).click()
  await panel(page).getByRole('button', { name: 'Backtest', exact: true }).click()
  await expect(outcome(page)).toHaveText('Of 1 recorded run: 1 the same.')

  // a stricter draft, with an effect that nobody has seen yet
  const tell = { name: 'tell', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:1/' }, waitFor: ['check'] }
  await request.post('/trpc/workflow.save', { data: { id, document: branch(50, [tell]), baseRevision: revision } })
  await page.reload()
  await expect(page.locator('.react-flow__node', { hasText: 'Tell' })).toBeVisible()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands, steps and kinds' }).fill('backtest')
  await page.keyboard.press('Enter')
  await panel(page).getByRole('button', { name: 'Backtest', exact: true }).click()
  await expect(outcome(page)).toHaveText('Of 3 recorded runs: 1 the same, 1 with a different outcome, 1 in need of a result that was never recorded.')
  await expect(runs(page).filter({ hasText: 'different outcome' })).toContainText('It ended succeeded')
  const needing = runs(page).filter({ hasText: 'needs a result' })
  await expect(needing).toContainText('It would need a result of "Tell" that was never recorded.')
  await expectAccessible(page, { within: '[aria-label="Rehearsal"]', looks: ['light', 'dark'] })
  await needing.getByRole('button', { name: 'Show Tell' }).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Tell')
  await needing.getByRole('link').click()
  await expect(page).toHaveURL(/\/runs\//)
})
