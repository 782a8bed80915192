import type { Page, Route } from '@playwright/test'
import { expect, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })

/** The server's own words for a database that does not answer; see apps/server/src/db/database-trouble.ts. */
const away = 'The database does not answer at the moment. Runs under way wait, and go on by themselves once it is back; try again then.'

/** What the server answers while its database is away. The embedded one cannot be taken away from a server that goes on. */
async function takeAway(page: Page): Promise<() => Promise<void>> {
  const answer = { error: { message: away, code: -32603, data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, path: '', eddy: { code: 'DATABASE_AWAY', message: away } } } }
  const refuse = async (route: Route) => {
    const [, names = ''] = new URL(route.request().url()).pathname.split('/trpc/')
    await route.fulfill({ status: 503, json: names.split(',').map(() => answer) })
  }
  await page.route('**/trpc/**', refuse)
  return () => page.unroute('**/trpc/**', refuse)
}

test.use({ refusals: true })

test('while the database is away every page says so and since when; once it is back, what was shown comes by itself', async ({ page, request }) => {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'trouble_seen', title: 'Trouble seen', steps: [code('a', 'return 1')] } } })).json()).result.data
  await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })
  await page.goto('/')
  await expect(page.getByText('Trouble seen').first()).toBeVisible()
  const giveBack = await takeAway(page)
  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  const bar = page.getByRole('alert', { name: 'Trouble with the database' })
  await expect(bar).toContainText(away)
  await expect(bar).toContainText(/Since \d/)
  await page.getByRole('link', { name: 'Failures', exact: true }).click()
  await expect(bar).toBeVisible()
  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await giveBack()
  await expect(bar).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'Trouble seen' })).toBeVisible()
})

test('a run that stands still says since when and why, and is taken up from there', async ({ page, request }) => {
  const document = { eddy: 1, name: 'stands_still', title: 'Stands still', steps: [code('a', 'return 1'), { name: 'rest', kind: 'wait.timer', config: { duration: 'PT1H' }, waitFor: ['a'] }] }
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  // a server that loses a run cannot be had here; that it is found is told by apps/server/test/stuck-runs.db.test.ts
  const since = new Date(Date.now() - 400_000).toISOString()
  await page.route('**/trpc/**run.waits**', (route) => route.fulfill({ json: [{ result: { data: { waits: null, stuck: { since, why: 'No server has it in hand.' } } } }] }))
  await page.goto(`/runs/${runId}`)
  const note = page.getByRole('alert', { name: 'The run stands still' })
  await expect(note).toContainText('This run has stood still since')
  await expect(note).toContainText('No server has it in hand.')
  const taking = page.waitForRequest((sent) => sent.url().includes('run.takeUp'))
  await note.getByRole('button', { name: 'Take it up again' }).click()
  expect((await taking).postData()).toContain(runId)
})
