import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

const branch = (name: string, when: string | undefined, step: object) => ({ name, ...(when === undefined ? {} : { when }), steps: [step] })
const given = (name: string) => ({ name, from: { input: name } })
/** Fails with the reason that it is given, waits for a signal when it is told to, halts when it is told to, or gives the order back. */
const order = (name: string, title: string) => ({
  eddy: 1, name, title,
  inputs: [{ name: 'id' }, { name: 'customer', default: { country: 'SE' } }, { name: 'refuse', default: '' }, { name: 'wait', default: false }],
  steps: [{
    name: 'way', kind: 'switch', arguments: [given('refuse'), given('wait')],
    branches: [
      branch('no', "refuse != ''", { name: 'refuse', kind: 'fail', config: { code: 'NO_STOCK', message: 'order {{ id }}: {{ why }}' }, arguments: [given('id'), { name: 'why', from: { input: 'refuse' } }] }),
      branch('wait', 'wait', { name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }),
      branch('yes', undefined, { name: 'take', kind: 'expression', config: { expr: 'id' }, arguments: [given('id')] }),
    ],
  }],
})

async function post(request: APIRequestContext, path: string, data: object) {
  const answer = await (await request.post(`/trpc/${path}`, { data })).json()
  if (answer.error) throw new Error(JSON.stringify(answer.error))
  return answer.result.data
}

async function makeOrders(request: APIRequestContext, name: string, title: string) {
  const { id } = await post(request, 'workflow.create', { document: order(name, title) })
  return { workflowId: id as string, start: async (input: object) => (await post(request, 'run.start', { workflowId: id, input })).runId as string }
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Runs' })
/** Without the head. */
const rows = (page: Page) => grid(page).getByRole('row').filter({ has: page.getByRole('link') })
const found = (page: Page) => page.getByRole('status', { name: 'Runs found' })
const picked = (page: Page) => page.getByRole('status', { name: 'Selection' })
const choose = async (page: Page, menu: Locator, item: string) => {
  await menu.click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('filters are in the address: they can be shared, gone back from, and taken away one by one', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_filters', 'List filters')
  await start({ id: 1, customer: { country: 'NO' } })
  await start({ id: 2 })
  await start({ id: 3, refuse: 'no bikes are left' })
  await start({ id: 4, refuse: 'the shop is closed' })
  await page.goto('/runs')
  await page.getByRole('button', { name: 'Workflow: All workflows' }).click()
  await page.getByRole('combobox', { name: 'Search: Workflow' }).fill('List filters')
  await expect(page.getByRole('option', { name: 'List filters', selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(found(page)).toHaveText('4 runs found')
  await expect(page).toHaveURL(`/runs?workflow=${workflowId}`)

  await page.getByRole('button', { name: 'State: All states' }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Succeeded 2' })).toBeVisible()
  await page.getByRole('menuitemcheckbox', { name: /^Rolled back/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(found(page)).toHaveText('2 runs found')
  await page.keyboard.press('/')
  await page.keyboard.type('LEFT no_stock')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('order 3: no bikes are left')
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Words of the error' })).toHaveValue('LEFT no_stock')
  await expect(rows(page)).toHaveCount(1)
  await page.goBack()
  await expect(found(page)).toHaveText('4 runs found')

  await page.getByRole('button', { name: 'More filters' }).click()
  const more = page.getByRole('dialog', { name: 'More filters' })
  await more.getByRole('textbox', { name: 'Version' }).fill('newest')
  await more.getByRole('button', { name: 'Apply' }).click()
  await expect(more.getByRole('alert')).toHaveText('A version is a number such as 3, or “draft”.')
  await more.getByRole('textbox', { name: 'Version' }).fill('draft')
  await more.getByRole('textbox', { name: 'Path in the input' }).fill('customer.country')
  await more.getByRole('textbox', { name: 'Its value' }).fill('NO')
  await more.getByRole('button', { name: 'Apply' }).click()
  await expect(found(page)).toHaveText('1 run found')
  await page.getByRole('button', { name: 'Remove the condition: customer.country is "NO"' }).click()
  await expect(found(page)).toHaveText('4 runs found')
  await page.getByRole('button', { name: 'Remove the condition: Drafts' }).click()

  await page.goto(`/runs?workflow=${workflowId}&min=3600000`)
  await expect(page.getByText('No run matches these filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all runs' }).click()
  await expect(page).toHaveURL('/runs')
})

test('a filter gets a name, is chosen by it, renamed, changed and removed', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_views', 'List views')
  await start({ id: 1, refuse: 'closed' })
  await page.goto(`/runs?workflow=${workflowId}&error=closed`)
  await page.getByRole('button', { name: 'Save view …' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Closed shops')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await expect(views.getByRole('link', { name: 'Closed shops' })).toHaveAttribute('aria-current', 'page')
  await views.getByRole('link', { name: 'All', exact: true }).click()
  await expect(page).toHaveURL('/runs')
  await views.getByRole('link', { name: 'Closed shops' }).click()
  await expect(rows(page)).toHaveCount(1)

  await choose(page, page.getByRole('button', { name: 'What can be done with the view Closed shops' }), 'Rename …')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Shut shops')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(views.getByRole('link', { name: 'Shut shops' })).toBeVisible()
  await page.goto(`/runs?workflow=${workflowId}`)
  await choose(page, page.getByRole('button', { name: 'Change a view …' }), 'Shut shops')
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
  await expect(views.getByRole('link', { name: 'Shut shops' })).toHaveAttribute('aria-current', 'page')
  await choose(page, page.getByRole('button', { name: 'What can be done with the view Shut shops' }), 'Remove …')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page).toHaveURL('/runs')
  await expect(views.getByRole('link', { name: 'Shut shops' })).toHaveCount(0)
})

test('new runs come in at the top; who has scrolled on is told of them, and nothing moves; states change in place', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_live', 'List live')
  for (let id = 0; id < 40; id += 10) await Promise.all(Array.from({ length: 10 }, (_, at) => start({ id: id + at })))
  const waiting = await start({ id: 41, wait: true })
  await page.goto(`/runs?workflow=${workflowId}`)
  await expect(found(page)).toHaveText('41 runs found')
  await expect(rows(page).first()).toContainText('Running')
  await post(request, 'run.signal', { runId: waiting, name: 'paid', payload: 1 })
  await expect(rows(page).first()).toContainText('Succeeded')

  await start({ id: 42, refuse: 'closed' })
  await expect(rows(page).first()).toContainText('order 42: closed')
  await expect(found(page)).toHaveText('42 runs found')

  await grid(page).hover()
  await page.mouse.wheel(0, 600)
  await expect.poll(() => grid(page).evaluate((element) => element.scrollTop)).toBeGreaterThan(300)
  const middle = rows(page).nth(12)
  const [id, before] = [await middle.getAttribute('data-run'), await middle.boundingBox()]
  await start({ id: 43, refuse: 'closed' })
  await start({ id: 44, refuse: 'closed' })
  const news = page.getByRole('status', { name: 'New runs' })
  await expect(news.getByRole('button', { name: '2 new runs' })).toBeVisible()
  expect(await page.locator(`[data-run="${id}"]`).boundingBox()).toEqual(before)
  await news.getByRole('button', { name: '2 new runs' }).click()
  await expect(rows(page).first()).toContainText('order 44: closed')
  await expect(news.getByRole('button')).toHaveCount(0)
})

test('all that match are cancelled at once, however many pages they are, and what was refused is told with the reason', async ({ page, request }) => {
  test.setTimeout(120_000)
  const { workflowId, start } = await makeOrders(request, 'list_bulk', 'List bulk')
  for (let id = 0; id < 120; id += 10) await Promise.all(Array.from({ length: 10 }, (_, at) => start({ id: id + at, wait: id < 40 })))
  await page.goto(`/runs?workflow=${workflowId}`)
  await expect(found(page)).toHaveText('120 runs found')
  await page.getByRole('checkbox', { name: 'Select all runs shown' }).check()
  await expect(picked(page)).toHaveText('100 selected')
  await page.getByRole('button', { name: 'Select all 120 that match' }).click()
  await expect(picked(page)).toHaveText('All 120 that match are selected')
  await rows(page).first().getByRole('checkbox').uncheck()
  await expect(picked(page)).toHaveText('119 selected')
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Cancel …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('40 of 119 runs are under way or halted. The other 79 are left as they are.')
  await dialog.getByRole('button', { name: 'Cancel: 40 runs' }).click()
  const report = page.getByRole('dialog', { name: 'Cancel: what came of it' })
  await expect(report).toContainText('40 runs were cancelled.')
  await expect(report.getByRole('list', { name: 'Refused' })).toContainText('79 runs: The run is over (succeeded); there is nothing to cancel.')
  await report.getByRole('button', { name: 'Done' }).click()
  await expect(picked(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'State: All states' }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Cancelled 40' })).toBeVisible()
  await page.keyboard.press('Escape')

  // the end of the list comes by itself
  await rows(page).first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('End')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '121')
  await page.keyboard.press('End')
  await expect(rows(page).last()).toBeFocused()
})

test('picked runs are run again, and the new ones appear', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_again', 'List again')
  await start({ id: 1, refuse: 'closed' })
  await start({ id: 2, refuse: 'closed' })
  await page.goto(`/runs?workflow=${workflowId}`)
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText('order 2')
  await rows(page).nth(1).getByRole('checkbox').check()
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Run again …' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: /^From the start/ }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Run again: 1 run' }).click()
  await expect(page.getByRole('dialog')).toContainText('1 run was run again.')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect(found(page)).toHaveText('3 runs found')
  const news = page.getByRole('button', { name: '1 new run' })
  if (await news.isVisible()) await news.click()
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).first()).toContainText('order 1')
})

test('without a pointer: rows are walked, picked and opened, and their verbs are at hand', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_keys', 'List keys')
  await start({ id: 1 })
  await start({ id: 2, refuse: 'closed' })
  const waiting = await start({ id: 3, wait: true })
  await page.goto(`/runs?workflow=${workflowId}`)
  await expect(rows(page)).toHaveCount(3)
  await rows(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(rows(page).nth(2)).toBeFocused()
  await expect(picked(page)).toHaveText('2 selected')
  await expect(rows(page).nth(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(picked(page)).toHaveCount(0)
  await page.keyboard.press('Home')
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Cancel …' }).click()
  await page.getByRole('dialog', { name: 'Cancel this run?' }).getByRole('button', { name: 'Cancel and undo' }).click()
  await expect(rows(page).first()).toContainText('Cancelled')
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/runs/${waiting}`)
})

test('a server that does not answer is said, and asked again', async ({ page }) => {
  await page.route(/run\.list/, (route) => route.abort('connectionrefused'))
  await page.goto('/runs?error=nobody%20has%20this')
  await expect(page.getByRole('alert').filter({ hasText: 'The runs could not be loaded' })).toBeVisible()
  await page.unroute(/run\.list/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No run matches these filters.')).toBeVisible()
})

test('axe finds nothing on the runs page, in light and dark', async ({ page, request }) => {
  const { workflowId, start } = await makeOrders(request, 'list_axe', 'List axe')
  await start({ id: 1, refuse: 'closed' })
  await start({ id: 2 })
  await page.goto(`/runs?workflow=${workflowId}&within=86400000&version=draft`)
  await expect(rows(page)).toHaveCount(2)
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await rows(page).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Run again …' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('dialog').evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)))
  await expectAccessible(page, { looks: ['light', 'dark'] })
})
