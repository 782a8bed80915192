import type { APIRequestContext, Page } from '@playwright/test'
import { expect, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const pause = (name: string, duration: string, more: object = {}) => ({ name, kind: 'wait.timer', config: { duration }, ...more })
const inputs = [{ name: 'go', title: 'Go', schema: { type: 'boolean' }, default: false }]
const go = { arguments: [{ name: 'go', from: { input: 'go' } }] }

const order = {
  eddy: 1, name: 'verbs', title: 'Verbs', inputs,
  steps: [
    code('quote', 'return 80', { title: 'Get quote' }),
    code('reserve', 'return { room: 12 }', { title: 'Reserve room', undo: 'release', waitFor: ['quote'] }),
    code('ship', 'return args.go === true ? "sent" : eddy.fail("no lorry is free", { retryable: false })', { title: 'Ship order', waitFor: ['reserve'], ...go }),
  ],
  handlers: [code('release', 'return 1')],
}
const waiting = {
  eddy: 1, name: 'verbs_wait', title: 'Waiting',
  steps: [code('reserve', 'return 1', { title: 'Reserve room', undo: 'release' }), code('charge', 'return 2', { title: 'Charge card', undo: 'refund', waitFor: ['reserve'] }), pause('rest', 'PT1H', { title: 'Rest', waitFor: ['charge'] })],
  handlers: [code('release', 'return 1'), code('refund', 'return 1')],
}

async function start(request: APIRequestContext, document: object, input: object = {}): Promise<string> {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input } })).json()).result.data
  return runId
}

const card = (page: Page, title: string) => page.locator('.react-flow__node', { hasText: title }).first()
const header = (page: Page) => page.getByRole('group', { name: 'About the run' })
const verb = (page: Page, name: string) => header(page).getByRole('button', { name })
const ask = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'More verbs' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('what a cancel would do is shown while X is held and while Cancel is pointed at; cancelling does exactly that', async ({ page, request }) => {
  const runId = await start(request, waiting)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Rest')).toContainText('Waiting')
  await page.keyboard.down('x')
  await expect(page.getByRole('status', { name: 'If it were cancelled now' })).toContainText('2 undone')
  await expect(card(page, 'Charge card').getByRole('img', { name: 'would be undone as number 1' })).toBeVisible()
  await expect(card(page, 'Reserve room').getByRole('img', { name: 'would be undone as number 2' })).toBeVisible()
  await page.keyboard.up('x')
  await expect(page.getByRole('status', { name: 'If it were cancelled now' })).toHaveCount(0)
  await verb(page, 'Cancel …').hover()
  await expect(page.getByRole('status', { name: 'If it were cancelled now' })).toContainText('2 undone')
  await verb(page, 'Cancel …').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Undone, in this order' }).getByRole('listitem')).toHaveText(['Charge card', 'Reserve room'])
  await dialog.getByRole('button', { name: 'Cancel and undo' }).click()
  await expect(sentence(page)).toContainText('Charge card and Reserve room were undone.')
})

test('the dialog says how the run has moved on since it was opened', async ({ page, request }) => {
  const document = { ...waiting, name: 'verbs_moves', steps: [code('reserve', 'return 1', { title: 'Reserve room', undo: 'release' }), { name: 'rest', kind: 'wait.signal', title: 'Rest', config: { name: 'go_on' }, waitFor: ['reserve'] }, code('charge', 'return 2', { title: 'Charge card', undo: 'refund', waitFor: ['rest'] }), pause('long', 'PT1H', { waitFor: ['charge'] })] }
  const runId = await start(request, document)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Rest')).toContainText('Waiting')
  await verb(page, 'Cancel …').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 undone')
  await request.post('/trpc/run.signal', { data: { runId, name: 'go_on' } })
  await expect(dialog.getByRole('status', { name: 'Since this was opened' })).toContainText('Charge card has succeeded meanwhile, and would be undone too.', { timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Cancel and undo' }).click()
  await expect(sentence(page)).toContainText('Charge card and Reserve room were undone.')
})

test('a run is halted when asked, resumed, and killed', async ({ page, request }) => {
  const runId = await start(request, waiting)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Rest')).toContainText('Waiting')
  await verb(page, 'Halt …').click()
  await page.getByRole('dialog').getByLabel('Reason').fill('lunch')
  await page.getByRole('dialog').getByRole('button', { name: 'Halt' }).click()
  await expect(sentence(page)).toContainText('halted')
  await verb(page, 'Resume …').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
  await expect(verb(page, 'Halt …')).toBeVisible()
  await ask(page, 'Kill …')
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Stay as they are' })).toContainText('Reserve room')
  await page.getByRole('dialog').getByRole('button', { name: 'Kill and leave everything' }).click()
  await expect(sentence(page)).toContainText('What it had done was left as it is.')
})

test('a backoff is cut short from the card', async ({ page, request }) => {
  const document = { eddy: 1, name: 'verbs_retry', title: 'Retry', steps: [code('flaky', 'return context.attempt > 1 ? "ok" : eddy.fail("busy")', { title: 'Flaky', retry: { max: 1, backoff: { initial: 'PT1H' } } })] }
  const runId = await start(request, document)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Flaky')).toContainText('Retrying')
  await card(page, 'Flaky').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Retry now' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retry now' }).click()
  await expect(card(page, 'Flaky')).toContainText('Succeeded')
})

test('a failed run is retried with what still holds and an edited input, and both runs are linked', async ({ page, request }) => {
  const runId = await start(request, order)
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('Reserve room was undone.')
  await verb(page, 'Retry from the failure …').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Kept' })).toContainText('Get quote')
  await expect(dialog.getByRole('region', { name: 'Run again' })).toContainText('Reserve room: it was undone')
  await expect(dialog.getByRole('button', { name: /^Run on the version that it ran \(\w{8}\) with the same input$/ })).toBeVisible()
  await dialog.getByText('Edit the input (1)').click()
  await dialog.getByRole('switch', { name: 'Go' }).click()
  await dialog.getByRole('button', { name: /with the edited input$/ }).click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  await expect(sentence(page)).toContainText('3 steps succeeded.')
  await expect(header(page)).toContainText('1 result kept, input edited')
  await header(page).getByRole('link', { name: 'an earlier run' }).click()
  await expect(page).toHaveURL(new RegExp(runId))
  await expect(header(page).getByRole('link', { name: /succeeded/ })).toBeVisible()
})

test('a succeeded run is restarted from a step of the timeline', async ({ page, request }) => {
  const runId = await start(request, order, { go: true })
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('3 steps succeeded.')
  await page.getByRole('list', { name: 'Timeline' }).getByRole('button', { name: /^Reserve room/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Restart from Reserve room …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Kept' }).getByRole('listitem')).toHaveText(['Get quote'])
  await dialog.getByRole('button', { name: /with the same input$/ }).click()
  await expect(header(page)).toContainText('Restart of an earlier run from Reserve room, 1 result kept')
  await page.getByRole('button', { name: /^Get quote, Succeeded/ }).click()
  await expect(page.getByRole('region', { name: 'Attempts' })).toContainText(`answered by run ${runId}`)
})

test('a run becomes a draft, and is run again from the start', async ({ page, request }) => {
  const runId = await start(request, order, { go: true })
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('3 steps succeeded.')
  await verb(page, 'Run again …').click()
  await page.getByRole('dialog').getByRole('button', { name: /with the same input$/ }).click()
  await expect(header(page)).toContainText('Run again from an earlier run')
  await ask(page, 'Open as a draft …')
  await page.getByRole('dialog').getByRole('button', { name: 'Make the draft' }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  await expect(card(page, 'Reserve room')).toBeVisible()
})

test('two runs are compared on one canvas', async ({ page, request }) => {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document: { ...order, name: 'verbs_compare' } } })).json()).result.data
  const run = async (input: object) => (await (await request.post('/trpc/run.start', { data: { workflowId: id, input } })).json()).result.data.runId as string
  const bad = await run({})
  const good = await run({ go: true })
  await page.goto(`/runs/${good}`)
  await expect(sentence(page)).toContainText('3 steps succeeded.')
  await ask(page, 'Compare with …')
  await page.getByRole('dialog').getByRole('button', { name: 'Compare' }).click()
  await expect(page).toHaveURL(new RegExp(`/runs/${good}\\?with=${bad}`))
  const list = page.getByRole('complementary', { name: 'Differences' })
  await expect(list.getByRole('heading', { level: 2 })).toHaveText('2 of 3 steps differ')
  await expect(list.getByRole('listitem').filter({ hasText: 'Ship order' })).toContainText('Succeeded in A, Failed in B')
  await expect(list.getByRole('region', { name: 'Input' })).toContainText('go')
  await expect(card(page, 'Ship order').getByRole('img')).toBeVisible()
  await expect(card(page, 'Get quote').getByRole('img')).toHaveCount(0)
})
