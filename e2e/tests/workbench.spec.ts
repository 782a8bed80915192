import type { APIRequestContext, Page } from '@playwright/test'
import { DEMO_URL } from '../ports.ts'
import { expectAccessible } from './accessible.ts'
import { expect, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })

/** Its undo refuses until it is given another key. */
const shop = (name: string, title: string) => ({
  eddy: 1, name, title,
  steps: [code('charge', 'return 1', { undo: 'refund' }), { name: 'ship', kind: 'fail', config: { message: 'nothing is left' }, waitFor: ['charge'] }],
  handlers: [code('refund', 'if (args.with.key !== "new") return eddy.fail("the bank is down", { retryable: false })', { arguments: [{ name: 'with', from: { origin: 'arguments' } }] })],
})

async function start(request: APIRequestContext, document: object, runs: number): Promise<readonly string[]> {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const ids: string[] = []
  for (let count = 0; count < runs; count++) ids.push((await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data.runId)
  return ids
}

const total = async (request: APIRequestContext): Promise<number> => (await (await request.get('/trpc/workbench.list?input=%7B%7D')).json()).result.data.total
const lines = (page: Page, workflow: string) => page.getByRole('listitem', { name: `Charge of ${workflow}` })
const badge = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Workbench/ })

test('undos that failed come by themselves, are noted, and settled one by one and together', async ({ page, request }) => {
  await page.goto('/workbench?workflow=none')
  await expect(page.getByText('Nothing is left in place of this workflow.')).toBeVisible()
  const before = await total(request)
  await page.goto('/workbench')
  await start(request, shop('bench_shop', 'Bench shop'), 3)
  // nobody has reloaded
  await expect(lines(page, 'Bench shop')).toHaveCount(3)
  await expect(badge(page)).toHaveAccessibleName(new RegExp(` ${before + 3} to settle`))
  await start(request, shop('bench_other', 'Bench other'), 1)
  await expect(badge(page)).toHaveAccessibleName(new RegExp(` ${before + 4} to settle`))
  await expect(lines(page, 'Bench other')).toContainText('Charge is still in place: its undo failed.')

  await page.getByRole('combobox', { name: 'Workflow' }).click()
  await page.getByRole('option', { name: /Bench shop/ }).click()
  await expect(lines(page, 'Bench other')).toHaveCount(0)
  await expect(page).toHaveURL(/workflow=/)

  // owner, note, reminder
  await page.getByRole('button', { name: 'Owner, note and reminder of Charge of Bench shop' }).first().click()
  await page.getByRole('textbox', { name: 'Owner' }).fill('Ada')
  await page.getByRole('textbox', { name: 'Note' }).fill('the bank opens at nine')
  await page.getByLabel('Look again at').fill('2024-01-02T09:00')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(lines(page, 'Bench shop').first()).toContainText('Ada')
  await expect(lines(page, 'Bench shop').first()).toContainText('due since')

  // one, with other arguments, by keys
  await lines(page, 'Bench shop').first().getByRole('checkbox').focus()
  await page.keyboard.press('ArrowDown')
  await expect(lines(page, 'Bench shop').nth(1).getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'What about Charge?' })
  await expect(dialog.getByRole('radio', { name: /Undo it again/ })).toBeChecked()
  await dialog.getByRole('textbox', { name: 'Arguments' }).fill('{"key": "new"}')
  await dialog.getByRole('button', { name: 'Undo again' }).click()
  await expect(lines(page, 'Bench shop')).toHaveCount(2)
  await expect(page.getByRole('status', { name: 'What came of it' })).toContainText('One is being undone again: Charge')

  // the rest together
  await lines(page, 'Bench shop').first().getByRole('checkbox').focus()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Settle 2 undos …' }).click()
  const many = page.getByRole('dialog', { name: 'What about these 2 undos?' })
  await expect(many.getByRole('textbox', { name: 'Arguments' })).toHaveCount(0)
  await many.getByRole('radio', { name: /undone outside/ }).check()
  await many.getByRole('button', { name: 'Mark as undone (2)' }).click()
  await expect(many.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await many.getByRole('textbox', { name: 'Reason' }).fill('refunded at the counter')
  await many.getByRole('textbox', { name: 'Evidence' }).fill('R-7')
  await many.getByRole('button', { name: 'Mark as undone (2)' }).click()
  await expect(page.getByText('Nothing is left in place of this workflow.')).toBeVisible()
  await expect(badge(page)).toHaveAccessibleName(new RegExp(` ${before + 1} to settle`))

  // written into the run
  await page.getByRole('status', { name: 'What came of it' }).getByRole('link', { name: 'Charge' }).first().click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(sentence(page)).toContainText('Charge was undone outside, as a person has said.')
  const runId = page.url().split('/').at(-1)
  const log = (await (await request.get(`/trpc/run.log?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()).result.data
  expect(log.events).toContainEqual(expect.objectContaining({ type: 'undo.resolved', step: 'charge', data: expect.objectContaining({ how: 'done_outside', reason: 'refunded at the counter', evidence: 'R-7' }) }))
})

test.describe('refusals', () => {
  test.use({ refusals: true })

  test('a doubt is answered; what a run refuses is told', async ({ page, request }) => {
    const pay = { name: 'pay', kind: 'http.request', config: { method: 'POST', url: `${DEMO_URL}/reservations`, body: { kind: 'hotel', delayMs: 4000 } }, timeout: 'PT1S', onInterrupt: 'halt', undo: 'refund' }
    const document = { eddy: 1, name: 'bench_doubt', title: 'Bench doubt', steps: [pay], handlers: [code('refund', 'return null')] }
    const [runId] = await start(request, document, 1)
    await page.goto('/workbench')
    const line = page.getByRole('listitem', { name: 'Pay of Bench doubt' })
    await expect(line).toContainText('Pay may have happened or not; its run waits for the answer.', { timeout: 60_000 })
    await line.getByRole('button', { name: 'Answer Pay of Bench doubt' }).click()
    const dialog = page.getByRole('dialog', { name: 'Did Pay happen?' })
    await dialog.getByRole('radio', { name: /It happened/ }).check()
    await dialog.getByRole('textbox', { name: 'Result' }).fill('{"id": 7}')

    // somebody else was faster
    await request.post('/trpc/run.resume', { data: { runId, resolution: { step: 'pay', did: 'happened', value: { id: 8 } } } })
    await expect(line).toHaveCount(0)
    await dialog.getByRole('button', { name: 'It happened' }).click()
    await expect(page.getByRole('status', { name: 'What came of it' })).toContainText('One stays as it was:')
    await expect(page.getByRole('status', { name: 'What came of it' }).getByRole('link', { name: 'Pay' })).toHaveAttribute('href', `/runs/${runId}`)
  })
})

test('it can be read in light and dark, and says when it could not be loaded', async ({ page, request }) => {
  await start(request, shop('bench_look', 'Bench look'), 2)
  await page.goto('/workbench')
  await expect(lines(page, 'Bench look')).toHaveCount(2)
  await lines(page, 'Bench look').first().getByRole('checkbox').check()
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await lines(page, 'Bench look').first().getByRole('button', { name: /^Settle/ }).click()
  await page.getByRole('radio', { name: /Leave it in place/ }).check()
  await page.waitForTimeout(300)
  await expectAccessible(page, { within: '[role=dialog]', looks: ['light', 'dark'] })
  await page.keyboard.press('Escape')
  let broken = true
  await page.route(/workbench\.list/, (route) => {
    const calls = new URL(route.request().url()).pathname.split(',').length
    const answer = { error: { message: 'the disk is full', code: -32603, data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 } } }
    return broken ? route.fulfill({ json: Array.from({ length: calls }, () => answer) }) : route.continue()
  })
  await page.goto('/workbench')
  await expect(page.getByRole('alert')).toContainText('The workbench could not be loaded: the disk is full')
  broken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(lines(page, 'Bench look')).toHaveCount(2)
})

test('on a narrow page the bar has room for what waits: the menu says it', async ({ page, request }) => {
  await start(request, shop('bench_narrow', 'Bench narrow'), 1)
  await page.setViewportSize({ width: 390, height: 700 })
  await page.goto('/')
  const bar = page.getByRole('banner')
  await expect(bar.locator('[data-count]').first()).toBeAttached()
  for (const name of ['New workflow', /^Theme/]) await expect(bar.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  await bar.getByRole('button', { name: 'Pages' }).click()
  await page.getByRole('menuitem', { name: /^Workbench.* to settle$/ }).click()
  await expect(lines(page, 'Bench narrow')).toHaveCount(1)
})
