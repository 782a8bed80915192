import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

async function post(request: APIRequestContext, path: string, data: object) {
  const answer = await (await request.post(`/trpc/${path}`, { data })).json()
  if (answer.error) throw new Error(JSON.stringify(answer.error))
  return answer.result.data
}

/** A workflow that fails for the reason that it is given. */
async function makeFailing(request: APIRequestContext, name: string, title: string) {
  const document = { eddy: 1, name, title, inputs: [{ name: 'id' }, { name: 'why' }], steps: [{ name: 'refuse', kind: 'fail', config: { code: 'REFUSED', message: 'order {{ id }}: {{ why }}' }, arguments: [{ name: 'id', from: { input: 'id' } }, { name: 'why', from: { input: 'why' } }] }] }
  const { id } = await post(request, 'workflow.create', { document })
  const start = async (order: number, why: string) => {
    const { runId } = await post(request, 'run.start', { workflowId: id, input: { id: order, why } })
    await expect.poll(async () => (await (await request.get(`/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()).result.data.endedAt).not.toBeNull()
  }
  return { workflowId: id as string, start }
}

const list = (page: Page) => page.getByRole('list', { name: 'Failures' })
const row = (page: Page, text: string) => list(page).getByRole('listitem').filter({ hasText: text })
const ask = async (page: Page, text: string, item: string) => {
  await row(page, text).getByRole('button', { name: /^What can be done/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('runs that failed for one reason are one failure, which leads to them', async ({ page, request }) => {
  const { workflowId, start } = await makeFailing(request, 'fail_groups', 'Fail groups')
  await start(1, 'the shop is closed')
  await start(2, 'the shop is closed')
  await start(3, 'no bikes are left')
  await page.goto('/')
  await page.getByRole('link', { name: 'Failures' }).click()
  await page.getByRole('button', { name: 'Workflow: All workflows' }).click()
  await page.getByRole('combobox', { name: 'Search: Workflow' }).fill('Fail groups')
  await expect(page.getByRole('option', { name: 'Fail groups', selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/failures?workflow=${workflowId}`)
  await expect(list(page).getByRole('listitem')).toHaveCount(2)
  await expect(row(page, 'the shop is closed')).toContainText('Fail groups at refuse')
  await expect(row(page, 'the shop is closed')).toContainText('2 runs')
  await expect(row(page, 'the shop is closed')).toContainText('Open')
  await page.getByRole('searchbox', { name: 'Words of the failure' }).fill('bikes')
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Words of the failure' }).fill('')
  await row(page, 'the shop is closed').getByRole('link').click()
  await expect(page).toHaveURL(/\/runs\?.*failure=/)
  await expect(page.getByRole('status', { name: 'Runs found' })).toHaveText('2 runs found')
  await expect(page.getByRole('button', { name: 'Remove the condition: Same failure' })).toBeVisible()
})

test('a failure gets an owner, is resolved with a reason, and opens again when it comes again', async ({ page, request }) => {
  const { workflowId, start } = await makeFailing(request, 'fail_triage', 'Fail triage')
  await start(1, 'the shop is closed')
  await page.goto(`/failures?workflow=${workflowId}`)
  await ask(page, 'the shop is closed', 'Assign …')
  await page.getByRole('textbox', { name: 'Owner' }).fill('Ada')
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click()
  await expect(row(page, 'the shop is closed')).toContainText('Ada')
  await ask(page, 'the shop is closed', 'Resolve …')
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('textbox', { name: 'Because' }).fill('open again on Monday')
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByText('Every failure of this time that these filters find has been dealt with.')).toBeVisible()
  await page.getByRole('link', { name: 'Resolved' }).click()
  await expect(row(page, 'the shop is closed')).toContainText('Resolved: open again on Monday')

  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await start(2, 'the shop is closed')
  await expect(row(page, 'the shop is closed')).toContainText('Came again: was resolved: open again on Monday')
  await expect(row(page, 'the shop is closed')).toContainText('2 runs')
  await page.reload()
  await expect(row(page, 'the shop is closed')).toContainText('Ada')
})

test('many failures are triaged at once; new ones are told of, and nothing moves', async ({ page, request }) => {
  const { workflowId, start } = await makeFailing(request, 'fail_many', 'Fail many')
  await start(1, 'the shop is closed')
  await start(2, 'no bikes are left')
  await page.goto(`/failures?workflow=${workflowId}`)
  await expect(list(page).getByRole('listitem').first()).toContainText('no bikes are left')
  await start(3, 'the boat has sunk')
  await expect(page.getByRole('button', { name: '1 new failure' })).toBeVisible()
  await start(4, 'the shop is closed')
  await expect(row(page, 'the shop is closed')).toContainText('2 runs')
  await expect(list(page).getByRole('listitem').first()).toContainText('no bikes are left')
  await page.getByRole('button', { name: '1 new failure' }).click()
  await expect(list(page).getByRole('listitem').first()).toContainText('the boat has sunk')
  await page.getByRole('checkbox', { name: 'Select all failures shown' }).check()
  await page.getByRole('toolbar', { name: 'Selected failures' }).getByRole('button', { name: 'Resolve …' }).click()
  await page.getByRole('textbox', { name: 'Because' }).fill('a bad day')
  await page.getByRole('dialog', { name: 'Resolve these 3 failures?' }).getByRole('button', { name: 'Resolve' }).click()
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(list(page).getByText('a bad day')).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'Select all failures shown' }).check()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click()
  await expect(list(page).getByText('a bad day')).toHaveCount(0)
})

test('all runs of a failure are run again', async ({ page, request }) => {
  const { workflowId, start } = await makeFailing(request, 'fail_again', 'Fail again')
  await start(1, 'the shop is closed')
  await start(2, 'the shop is closed')
  await page.goto(`/failures?workflow=${workflowId}`)
  await ask(page, 'the shop is closed', 'Run all again …')
  await expect(page.getByRole('dialog')).toContainText('All 2 runs that are selected are meant.')
  await page.getByRole('dialog').getByRole('button', { name: 'Run again: 2 runs' }).click()
  await expect(page.getByRole('dialog')).toContainText('2 runs were run again.')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect(row(page, 'the shop is closed')).toContainText('4 runs')
})

test('axe finds nothing on the failures page, in light and dark', async ({ page, request }) => {
  const { workflowId, start } = await makeFailing(request, 'fail_axe', 'Fail axe')
  await start(1, 'the shop is closed')
  await page.goto(`/failures?workflow=${workflowId}`)
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await list(page).getByRole('checkbox').check()
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await ask(page, 'the shop is closed', 'Resolve …')
  await page.getByRole('dialog').evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)))
  await expectAccessible(page, { looks: ['light', 'dark'] })
})
