import type { APIRequestContext, Page } from '@playwright/test'
import { expect, saveRun, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })

async function start(request: APIRequestContext, name: string): Promise<string> {
  const create = async (document: object) => (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data.id as string
  const steps = [code('reserve', 'return 7', { title: 'Reserve a room', undo: 'release' }), { name: 'rest', kind: 'wait.signal', title: 'Rest a while', config: { name: 'go_on' }, waitFor: ['reserve'] }, code('pack', 'return 1', { title: 'Pack the bag', waitFor: ['rest'], undo: 'release' })]
  await create({ eddy: 1, name: `inner_${name}`, title: `Inner ${name}`, steps, handlers: [code('release', 'return 1')] })
  const call = { name: 'call', kind: 'workflow.run', title: 'Prepare', config: { workflow: `inner_${name}` }, arguments: [{ name: 'input', from: { value: {} } }] }
  const id = await create({ eddy: 1, name: `outer_${name}`, title: `Outer ${name}`, steps: [call, code('ship', 'return eddy.fail("no lorry is free")', { title: 'Ship order', waitFor: ['call'] })] })
  return (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data.runId as string
}

const rows = (page: Page) => page.getByRole('list', { name: 'Timeline' })
const row = (page: Page, title: string) => rows(page).getByRole('button', { name: new RegExp(`^${title}, `) })
const opener = (page: Page) => rows(page).getByRole('button', { name: 'Run that Prepare has started' })

test('the run that a step has started is a lane under it: live, through the rollback, and in the exported file', async ({ page, request, context }) => {
  const runId = await start(request, 'lane')
  await page.goto(`/runs/${runId}`)
  await expect(opener(page)).toBeVisible()
  await expect(row(page, 'Reserve a room')).toHaveCount(0)
  await opener(page).click()
  // live, while it goes on
  await expect(row(page, 'Reserve a room')).toHaveAccessibleName(/Succeeded/)
  await expect(row(page, 'Rest a while')).toHaveAccessibleName(/Waiting/)
  await request.post('/trpc/run.signal', { data: { runId: await childOf(request, runId), name: 'go_on' } })
  await expect(row(page, 'Pack the bag')).toHaveAccessibleName(/Undone/, { timeout: 60_000 })
  await expect(row(page, 'Reserve a room')).toHaveAccessibleName(/Undone/)
  await expect(rows(page).getByRole('button', { name: 'Run of Inner lane' })).toContainText('Undone 2 of 2')
  await expect(sentence(page)).toContainText('undone.')

  // its steps are looked into from here, and its moments are those of the playhead
  await row(page, 'Reserve a room').click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toContainText('In the run of Inner lane that Prepare has started.')
  await expect(inspector.getByRole('heading', { name: 'Reserve a room' })).toBeVisible()
  await page.keyboard.press('[')
  await page.keyboard.press('[')
  await expect(row(page, 'Reserve a room')).toHaveAccessibleName(/Undoing/)
  await expect(inspector).toContainText('Undoing')
  await page.keyboard.press('[')
  await expect(row(page, 'Reserve a room')).toHaveAccessibleName(/Succeeded/)
  await expect(row(page, 'Ship order')).toHaveAccessibleName(/Not started/)
  await page.keyboard.press('l')

  const saved = await saveRun(page, runId)
  const bars = () => rows(page).locator('[data-kind]').evaluateAll((all) => all.map((bar) => `${(bar as HTMLElement).dataset['kind']} ${(bar as HTMLElement).style.left} ${(bar as HTMLElement).style.width}`))

  const live = await bars()
  await context.setOffline(true)
  await page.goto(`file://${saved}`)
  await opener(page).click()
  await expect(row(page, 'Reserve a room')).toHaveAccessibleName(/Undone/)
  expect(await bars()).toEqual(live)
  await opener(page).click()
  await expect(row(page, 'Reserve a room')).toHaveCount(0)
})

const childOf = async (request: APIRequestContext, runId: string) => ((await (await request.get(`/trpc/run.children?input=${encodeURIComponent(JSON.stringify({ runId, step: 'call' }))}`)).json()).result.data as readonly { readonly id: string }[])[0]?.id ?? ''
const menuOf = (page: Page) => page.getByRole('menu', { name: 'What can be done' })

test('what can be done about the run that a step has started is offered where it stands, and is done to that run', async ({ page, request }) => {
  const runId = await start(request, 'verbs')
  await page.goto(`/runs/${runId}`)
  await opener(page).click()
  await expect(row(page, 'Rest a while')).toHaveAccessibleName(/Waiting/)
  // on a bar, with the right button: what its own run can do, and what a cancel of that would undo
  await row(page, 'Rest a while').click({ button: 'right' })
  await menuOf(page).getByRole('menuitem', { name: 'Cancel …' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Undone, in this order' })).toHaveText(/Reserve a room/)
  await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // in the inspector, with its consequences
  await rows(page).getByRole('button', { name: 'Run of Inner verbs' }).click()
  await rows(page).getByRole('button', { name: 'Run of Inner verbs' }).click()
  await row(page, 'Rest a while').click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: 'Inner verbs' }).click()
  const offered = inspector.getByRole('region', { name: 'What can be done' })
  await expect(offered).toContainText('Stops the run and undoes what it did, latest first.')
  await offered.getByRole('button', { name: 'Send signal …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
  await expect(row(page, 'Pack the bag')).toHaveAccessibleName(/Undone/, { timeout: 60_000 })
  await expect(sentence(page)).toContainText('undone.')

  // and in the palette: a step of it is the selected one
  await row(page, 'Reserve a room').click()
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('combobox').fill('Restart from Reserve')
  await page.keyboard.press('Enter')
  const again = page.getByRole('dialog')
  await expect(again).toContainText('Reserve a room')
  const child = await childOf(request, runId)
  await again.getByRole('button', { name: /^Run on the version/ }).click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  const begun = /runs\/(\w+)/.exec(page.url())?.[1] ?? ''
  const { origin } = (await (await request.get(`/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId: begun }))}`)).json()).result.data
  expect(origin).toMatchObject({ runId: child, how: 'restart', from: 'reserve' })
})

test('the events of the run that a step has started stand between those of the run above, and lead to their moments', async ({ page, request }) => {
  const runId = await start(request, 'events')
  const child = await expect.poll(() => childOf(request, runId)).not.toBe('').then(() => childOf(request, runId))
  await request.post('/trpc/run.signal', { data: { runId: child, name: 'go_on' } })
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('undone.', { timeout: 60_000 })
  await page.getByRole('tab', { name: 'Events' }).click()
  const list = page.getByRole('list', { name: 'Events' })
  const inChild = list.getByRole('button', { name: /^Go to event \d+, Run of Inner events$/ })
  await expect(inChild).toHaveCount(0)
  await list.getByRole('button', { name: 'Events of the run that Prepare has started' }).click()
  await expect(inChild.first()).toBeVisible()
  const undoing = list.getByRole('listitem').filter({ hasText: 'undo.started' }).filter({ hasText: 'Pack the bag' })
  await undoing.scrollIntoViewIfNeeded()
  await undoing.getByRole('button', { name: 'Pack the bag' }).click()
  await expect(undoing).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Undoing')
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await expect(row(page, 'Pack the bag')).toHaveAccessibleName(/Undoing/)
  await page.getByRole('tab', { name: 'Events' }).click()
  await list.locator('..').evaluate((scroller) => scroller.scrollTo({ top: 0 }))
  await list.getByRole('button', { name: 'Events of the run that Prepare has started' }).click()
  await expect(inChild).toHaveCount(0)
})

test('a run in the timeline can be told from others where there is little room', async ({ page, request }) => {
  await page.setViewportSize({ width: 820, height: 1000 })
  const runId = await start(request, 'narrow')
  await page.goto(`/runs/${runId}`)
  await opener(page).click()
  const title = rows(page).getByTitle(/^Run of Inner narrow: /)
  await expect(title).toBeVisible()
  // all of its name is seen, and what has become of it is in what is shown when it is pointed at
  expect(await title.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  await expect(title).toHaveText('Run of Inner narrow')
})

test('a run that failed because of the run that its step has started leads to where that one failed', async ({ page, request }) => {
  const create = async (document: object) => (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data.id as string
  await create({ eddy: 1, name: 'inner_cause', title: 'Inner cause', steps: [code('pay', 'return eddy.fail("the card is void")', { title: 'Pay the room' })] })
  const id = await create({ eddy: 1, name: 'outer_cause', title: 'Outer cause', steps: [{ name: 'call', kind: 'workflow.run', title: 'Prepare', config: { workflow: 'inner_cause' }, arguments: [{ name: 'input', from: { value: {} } }] }] })
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  await page.getByRole('region', { name: 'Cause' }).getByRole('button', { name: 'Show it in the timeline' }).click()
  await expect(row(page, 'Pay the room')).toHaveAccessibleName(/Failed/)
  await expect(rows(page).getByRole('button', { name: 'Run of Inner cause' })).toContainText('Failed at Pay the room')
  await page.getByRole('button', { name: 'Hide the run that it has started' }).click()
  await expect(row(page, 'Pay the room')).toHaveCount(0)
})

test('a stretch without work that is folded opens where it is pressed, and folds again', async ({ page, request }) => {
  const document = { eddy: 1, name: 'long_rest', title: 'Long rest', steps: [code('first', 'return 1', { title: 'First' }), { name: 'rest', kind: 'wait.timer', title: 'Rest', config: { duration: 'PT6S' }, waitFor: ['first'] }, code('last', 'return 2', { title: 'Last', waitFor: ['rest'] })] }
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  await expect(row(page, 'Last')).toHaveAccessibleName(/Succeeded/, { timeout: 60_000 })
  const folded = page.getByTitle(/without work are folded/)
  await expect(folded).toHaveCount(1)
  await folded.click()
  await expect(folded).toHaveCount(0)
  const fold = page.getByRole('button', { name: 'Fold idle time' })
  await fold.click()
  await fold.click()
  await expect(folded).toHaveCount(1)
})

test('the keys for the next and the previous event lead into the run that a step has started, and out again, with the selection kept', async ({ page, request }) => {
  const runId = await start(request, 'keys')
  await expect.poll(() => childOf(request, runId)).not.toBe('')
  await request.post('/trpc/run.signal', { data: { runId: await childOf(request, runId), name: 'go_on' } })
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('undone.', { timeout: 60_000 })
  await row(page, 'Ship order').click()
  const toolbar = page.getByRole('toolbar', { name: 'Timeline' })
  // back from the end, through the rollback of the run within it
  for (let presses = 0; presses < 40 && !(await toolbar.textContent())?.includes('in Inner keys'); presses += 1) {
    await page.keyboard.press('k')
    await page.waitForTimeout(50)
  }
  await expect(toolbar).toContainText('in Inner keys')
  await expect(row(page, 'Reserve a room')).toBeVisible()
  for (let presses = 0; presses < 40 && (await toolbar.textContent())?.includes('in Inner keys'); presses += 1) await page.keyboard.press('j')
  await expect(toolbar).not.toContainText('in Inner keys')
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Ship order' })).toBeVisible()
})
