import type { APIRequestContext, Page } from '@playwright/test'
import { expect, sentence, still, test, withMotion } from './page.ts'

test.use(withMotion)

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const after = (...names: string[]) => ({ waitFor: names })

/** Two steps with an undo, then one that fails at its second try. */
const failing = {
  eddy: 1, name: 'looked_at', title: 'Looked at',
  steps: [
    code('reserve', 'return { room: 12 }', { title: 'Reserve room', undo: 'release' }),
    code('charge', 'return { charge: "ch_1", room: args.room }', { title: 'Charge card', undo: 'refund', arguments: [{ name: 'room', from: { result: 'reserve' }, path: ['room'] }] }),
    code('sweep', 'return 0', { title: 'Sweep up', quiet: true, ...after('charge') }),
    code('ship', 'return eddy.fail("no lorry is free")', { title: 'Ship order', retry: { max: 1, backoff: { initial: 'PT0.2S' } }, ...after('charge') }),
  ],
  handlers: [code('release', 'return 1'), code('refund', 'return 1')],
  view: { positions: { reserve: [0, 0], charge: [352, 0], sweep: [704, 160], ship: [704, 0] } },
}

async function start(request: APIRequestContext, document: object, input: object = {}): Promise<string> {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input } })).json()).result.data
  return runId
}

const card = (page: Page, title: string) => page.locator('.react-flow__node', { hasText: title }).first()
const row = (page: Page, title: string, state: string) => page.getByRole('list', { name: 'Timeline' }).getByRole('button', { name: new RegExp(`^${title}, ?${state}`) })
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' })

test('the playhead goes through the run and its rollback in both directions, and the address keeps the moment', async ({ page, request }) => {
  const runId = await start(request, failing)
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('Charge card and Reserve room were undone.')
  await page.keyboard.press('Shift+J')
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /Ship order: step failed/)
  await expect(card(page, 'Reserve room')).toContainText('Succeeded')
  await expect(card(page, 'Ship order')).toContainText('Failed')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('no lorry is free')
  await page.keyboard.press('Shift+U')
  await expect(card(page, 'Charge card')).toContainText('Undoing')
  await expect(card(page, 'Reserve room')).toContainText('Succeeded')
  const seq = await playhead(page).getAttribute('aria-valuenow')
  await page.keyboard.press('j')
  await expect(card(page, 'Charge card')).toContainText('Undone')
  await page.keyboard.press('k')
  await expect(card(page, 'Charge card')).toContainText('Undoing')
  await expect(page).toHaveURL(new RegExp(`\\?at=${seq}$`))
  // somebody else opens the shared moment
  await page.reload()
  await expect(card(page, 'Charge card')).toContainText('Undoing')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', seq ?? '')
  await page.keyboard.press('l')
  await expect(card(page, 'Charge card')).toContainText('Undone')
  await expect(page).not.toHaveURL(/at=/)
})

test('selecting anywhere marks everywhere, and its changes are walked through', async ({ page, request }) => {
  const runId = await start(request, failing)
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone.')
  await row(page, 'Charge card', 'Undone').click()
  await expect(card(page, 'Charge card')).toHaveClass(/selected/)
  await expect(page.getByRole('heading', { name: 'Charge card' })).toBeVisible()
  await page.keyboard.press('[')
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /Charge card: undo (succeeded|started)/)
  await page.getByRole('button', { name: /^To the end/ }).click()
  await card(page, 'Ship order').click()
  await expect(row(page, 'Ship order', 'Failed')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('region', { name: 'Attempts' }).getByText('2. failed')).toBeVisible()
  // the camera may have gone to the failure; pointing at a row marks the card
  await page.getByRole('button', { name: 'Fit' }).click()
  await row(page, 'Reserve room', 'Undone').hover()
  await expect(card(page, 'Reserve room').locator('[data-marked]')).toHaveCount(1)
  await card(page, 'Charge card').hover()
  await expect(page.getByRole('list', { name: 'Timeline' }).locator('li[data-hovered]')).toContainText('Charge card')
})

test('a connection says what travelled along it', async ({ page, request }) => {
  const runId = await start(request, failing)
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone.')
  await row(page, 'Charge card', 'Undone').click()
  await page.getByRole('region', { name: 'Where its data came from' }).getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'Data: Reserve room → Charge card' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'room', exact: true })).toContainText('12')
  await page.keyboard.press('Shift+J')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.locator('.react-flow__edge[data-id="data:reserve>charge"]').click({ force: true })
  await expect(page.getByRole('heading', { name: /^Data: / })).toBeVisible()
})

test('a run that has gone back says so in the ledger, and what could not be undone stays on it', async ({ page, request }) => {
  const runId = await start(request, failing)
  await page.goto(`/runs/${runId}`)
  const ledger = page.getByRole('region', { name: 'Left in the world' })
  await expect(ledger).toContainText('Everything this run did has been undone.')
  await expect(page.getByRole('region', { name: 'Cause' })).toContainText('no lorry is free')
  await expect(page.getByRole('region', { name: 'Cause' })).toContainText('attempt 2 of 2')
})

test('quiet steps are folded, and rows have three densities', async ({ page, request }) => {
  const runId = await start(request, failing)
  await page.goto(`/runs/${runId}`)
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByRole('button', { name: '1 quiet step', exact: true })).toBeVisible()
  await expect(timeline.getByRole('button', { name: /^Sweep up/ })).toHaveCount(0)
  await timeline.getByRole('button', { name: '1 quiet step', exact: true }).click()
  await expect(timeline.getByRole('button', { name: /^Sweep up/ })).toBeVisible()
  const row = timeline.getByRole('listitem').first()
  await expect(row).toHaveCSS('height', '28px')
  await page.keyboard.press('2')
  await expect(row).toHaveCSS('height', '20px')
  await page.keyboard.press('3')
  await expect(row).toHaveCSS('height', '12px')
  await page.reload()
  await expect(row).toHaveCSS('height', '12px')
})

const slow = {
  eddy: 1, name: 'goes_on', title: 'Goes on',
  steps: [code('first', 'return 1', { title: 'First' }), { name: 'pause', kind: 'wait.timer', title: 'Pause', config: { duration: 'PT12S' }, ...after('first') }, code('last', 'return 2', { title: 'Last', ...after('pause') })],
}

test('a person who looks elsewhere is not moved by what arrives, and comes back when asked', async ({ page, request }) => {
  const runId = await start(request, slow)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Pause')).toContainText('Waiting')
  await expect(page.getByRole('toolbar', { name: 'Timeline' }).getByText('live')).toBeVisible()
  await page.getByRole('button', { name: 'Show less time' }).click()
  await expect(page.getByRole('button', { name: /^Back to live/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^To the end, \+\d+ events/ })).toBeVisible({ timeout: 60_000 })
  await expect(card(page, 'Pause')).toContainText('Waiting')
  await expect(card(page, 'Last')).not.toContainText('Succeeded')
  await page.getByRole('button', { name: /^To the end/ }).click()
  await expect(card(page, 'Last')).toContainText('Succeeded')
})

test('no card moves while a run goes, fails and is undone', async ({ page, request }) => {
  const document = { ...failing, name: 'still', steps: failing.steps.map((step) => (step.name === 'ship' ? { ...step, retry: { max: 2, backoff: { initial: 'PT0.6S' } } } : step)) }
  const runId = await start(request, document)
  await page.goto(`/runs/${runId}`)
  await expect(card(page, 'Ship order')).toBeVisible()
  // places in the drawing: the camera may move
  const places = () => page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => [node.getAttribute('data-id'), (node as HTMLElement).style.transform, (node as HTMLElement).offsetWidth, (node as HTMLElement).offsetHeight].join(' ')).sort())
  const before = await places()
  expect(before.length).toBe(6)
  for (let i = 0; i < 12; i += 1) {
    expect(await places()).toEqual(before)
    await page.waitForTimeout(200)
  }
  await expect(sentence(page)).toContainText('were undone.')
  expect(await places()).toEqual(before)
})

test('who looks closer at a part leaves the present, and sees it again on the way back', async ({ page, request }) => {
  await waitingFar(page, request)
  const strip = page.getByTitle('Drag to zoom in, double click to see all')
  const bar = page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Rest, / }) }).locator('[data-kind="wait"]')
  await expect(bar).toHaveCount(1)
  const box = (await strip.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  await page.mouse.move(box.x + 1, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.1, box.y + 5, { steps: 4 })
  await page.mouse.up()
  const whole = () => strip.evaluate((element) => Number.parseFloat((element.querySelector('span') as HTMLElement).style.width))
  await expect.poll(whole).toBeLessThan(20)
  await page.getByRole('button', { name: /^Back to live/ }).click()
  await expect.poll(whole).toBeGreaterThan(99)
})

test('the bars of a step tell apart its work, its waits for a slot and those before another attempt, and so does the inspector', async ({ page, request }) => {
  const busy = 'const end = Date.now() + 700; while (Date.now() < end) {} return 1'
  const runId = await start(request, {
    eddy: 1, name: 'crowded', title: 'Crowded', options: { maxConcurrency: 1 },
    steps: [code('first', busy), code('flaky', 'throw new Error("busy")', { title: 'Flaky', retry: { max: 1, backoff: { initial: 'PT0.2S' } } }), code('second', busy)],
  })
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('Flaky failed after 2 attempts', { timeout: 60_000 })
  const timeline = page.getByRole('list', { name: 'Timeline' })
  const flaky = timeline.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Flaky, / }) })
  const kinds = () => flaky.locator('[data-kind]').evaluateAll((bars) => bars.map((bar) => (bar as HTMLElement).dataset['kind']))
  // it gave its slot to the second, and came after that
  expect(await kinds()).toEqual(['queue', 'work', 'backoff', 'queue', 'work'])
  const backoff = flaky.locator('[data-kind="backoff"]')
  await backoff.dispatchEvent('pointerover')
  await expect(backoff).toHaveAttribute('title', /^Waiting to be tried again · \d+ ms$/)
  await flaky.getByRole('button').click()
  const parts = page.getByRole('region', { name: 'Where its time went' }).getByRole('listitem')
  await expect(parts).toHaveText([/^Waiting for a free slot, 2 times/, /^Working, 2 times/, /^Waiting to be tried again\d+ ms$/])
})

/** A step far off the screen that fails when it is told to. */
const far = {
  eddy: 1, name: 'far_away', title: 'Far away',
  steps: [code('first', 'return 1', { title: 'First' }), { name: 'rest', kind: 'wait.signal', title: 'Rest', config: { name: 'fail_now' }, ...after('first') }, code('last', 'return eddy.fail("too far", { retryable: false })', { title: 'Far step', ...after('rest') })],
  view: { positions: { first: [0, 0], rest: [352, 0], last: [9000, 3000] } },
}

async function waitingFar(page: Page, request: APIRequestContext): Promise<string> {
  const runId = await start(request, far)
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('Rest is waiting')
  return runId
}

test('the camera goes to the failure of a run that is watched', async ({ page, request }) => {
  const runId = await waitingFar(page, request)
  await request.post('/trpc/run.signal', { data: { runId, name: 'fail_now' } })
  await expect(card(page, 'Far step')).toContainText('Failed')
  await expect(card(page, 'Far step')).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: /back to 100 %/ })).not.toHaveText('8 %')
})

test('whoever moved the camera by key is not moved either', async ({ page, request }) => {
  const runId = await waitingFar(page, request)
  const zoom = page.getByRole('button', { name: /back to 100 %/ })
  const fitted = (await still(page, () => zoom.textContent())) ?? ''
  await page.getByRole('button', { name: 'Zoom in' }).focus()
  await page.keyboard.press('Enter')
  await expect(zoom).not.toHaveText(fitted)
  const before = await still(page, () => zoom.textContent())
  await request.post('/trpc/run.signal', { data: { runId, name: 'fail_now' } })
  await page.getByRole('button', { name: 'Jump to failure' }).waitFor()
  expect(await zoom.textContent()).toBe(before)
})

test('nobody who is looking elsewhere is moved: a chip offers to jump', async ({ page, request }) => {
  const runId = await waitingFar(page, request)
  const zoom = page.getByRole('button', { name: /back to 100 %/ })
  const before = await still(page, () => zoom.textContent())
  await page.getByRole('region', { name: 'Run' }).dispatchEvent('pointerdown')
  await page.locator('.react-flow__pane').dispatchEvent('pointerdown')
  await request.post('/trpc/run.signal', { data: { runId, name: 'fail_now' } })
  await page.getByRole('button', { name: 'Jump to failure' }).waitFor()
  expect(await zoom.textContent()).toBe(before)
  await page.getByRole('button', { name: 'Jump to failure' }).click()
  await expect(card(page, 'Far step')).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('heading', { name: 'Far step' })).toBeVisible()
})

test('a long word in a title takes neither the verbs nor the sentence out of the window, and a narrow editor says whether it is saved', async ({ page, request }) => {
  const word = 'Überweisung'.repeat(15)
  const runId = await start(request, { ...failing, name: 'long_word', title: word })
  for (const width of [1400, 700]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/runs/${runId}`)
    await expect(sentence(page)).toContainText('Ship order failed after 2 attempts', { timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'More verbs' })).toBeInViewport({ ratio: 1 })
    await expect(sentence(page)).toBeInViewport({ ratio: 1 })
  }
  const { workflowId } = (await (await request.get(`/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()).result.data
  await page.goto(`/workflow/${workflowId}`)
  await expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Run', exact: true }).first()).toBeInViewport({ ratio: 1 })
})
