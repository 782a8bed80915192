import type { Page } from '@playwright/test'
import { expect, openNew, openTemplate, still, test } from './page.ts'
import { centre, drag, type Point } from './pointer.ts'

const card = (page: Page, title: string) => page.getByRole('group', { name: new RegExp(`^Step ${title}(,|$)`) })
const note = (page: Page) => page.locator('.react-flow__node-note')
const edge = (page: Page, id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`)
const edgeIds = (page: Page) => page.locator('.react-flow__edge').evaluateAll((edges) => edges.map((each) => each.getAttribute('data-id') ?? '').sort())
const notice = (page: Page) => page.locator('[role=status] p')
const pane = (page: Page) => page.locator('.react-flow__pane')

/** Points where nothing is drawn. */
async function bare(page: Page): Promise<Point> {
  const box = await pane(page).boundingBox()
  if (!box) throw new Error('no canvas')
  return { x: box.x + 40, y: box.y + box.height - 120 }
}

async function pickKind(page: Page, kind: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox', { name: 'Search steps' }).fill(kind)
  await page.keyboard.press('Enter')
}

/** A workflow of three steps in a row, made by keys: Debug → Debug 2 → Debug 3. */
async function chain(page: Page, kinds: readonly string[] = ['Debug', 'Debug', 'Debug']): Promise<void> {
  await openNew(page)
  const [first, ...rest] = kinds
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: first ?? '', exact: true }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(1)
  for (const [at, kind] of rest.entries()) {
    await page.locator('.react-flow__node').nth(at).focus()
    await page.keyboard.press('i')
    await pickKind(page, kind)
    await expect(page.locator('.react-flow__node')).toHaveCount(at + 2)
  }
  await page.keyboard.press('f')
  await page.waitForTimeout(400)
}

/** What was done is undone and done again: the drawing comes and goes with it. */
async function undoneAndRedone(page: Page, before: readonly string[], after: readonly string[]): Promise<void> {
  await page.keyboard.press('Control+z')
  await expect.poll(() => edgeIds(page)).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => edgeIds(page)).toEqual(after)
}

test('a step goes into a line by its plus, by its key, and by being dropped on it', async ({ page }) => {
  await chain(page)
  const before = await edgeIds(page)
  expect(before).toEqual(['data:debug>debug_2', 'data:debug_2>debug_3'])

  // the plus shows where the pointer is
  const plus = edge(page, 'data:debug>debug_2').getByRole('button', { name: 'Insert a step between debug and debug_2' })
  await expect(plus).toHaveCSS('opacity', '0')
  const middle = await centre(plus)
  await page.mouse.move(middle.x, middle.y)
  await expect(plus).toHaveCSS('opacity', '1')
  const box = await plus.locator('circle').boundingBox()
  expect(box?.width).toBeLessThanOrEqual(21)
  await page.mouse.click(middle.x, middle.y)
  await pickKind(page, 'Collect')
  const after = ['data:collect>debug_2', 'data:debug>collect', 'data:debug_2>debug_3']
  await expect.poll(() => edgeIds(page)).toEqual(after)
  await undoneAndRedone(page, before, after)

  // and from the keyboard, on the focused line
  await edge(page, 'data:debug_2>debug_3').focus()
  await page.keyboard.press('i')
  await pickKind(page, 'Expression')
  await page.keyboard.press('f')
  await expect.poll(() => edgeIds(page)).toContain('data:expression>debug_3')

  // a loose step, dropped on a line, goes in
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Log', exact: true }).click()
  await page.keyboard.press('f')
  await still(page, () => page.locator('.react-flow__viewport').evaluate((element) => element.style.transform))
  const loose = await centre(card(page, 'Log'))
  const line = await centre(edge(page, 'data:debug>collect').getByRole('button'))
  await drag(page, loose, line)
  await expect.poll(() => edgeIds(page)).toEqual(expect.arrayContaining(['data:debug>log', 'data:log>collect']))
})

test('deleting can join the neighbours, which are given what the deleted step was given', async ({ page }) => {
  await chain(page)
  await card(page, 'Debug 2').click()
  await page.keyboard.press('Shift+Delete')
  await expect.poll(() => edgeIds(page)).toEqual(['data:debug>debug_3'])
  await undoneAndRedone(page, ['data:debug>debug_2', 'data:debug_2>debug_3'], ['data:debug>debug_3'])
  await page.keyboard.press('Control+z')
  await card(page, 'Debug 2').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /Delete and reconnect/ }).click()
  await expect.poll(() => edgeIds(page)).toEqual(['data:debug>debug_3'])
})

test('notes are written, moved, resized and deleted, and lie under the steps', async ({ page }) => {
  await chain(page, ['Debug'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused()
  await page.keyboard.type('# Why\nWe **must** wait:\n- for money\n- for `stock`')
  await page.keyboard.press('Escape')
  await expect(note(page).getByRole('heading', { name: 'Why' })).toBeVisible()
  await expect(note(page).getByRole('listitem')).toHaveCount(2)
  expect(await note(page).evaluate((element) => Number(getComputedStyle(element).zIndex))).toBeLessThan(0)

  // Enter writes on the focused note
  await note(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('!')
  await page.keyboard.press('Control+Enter')
  await expect(note(page)).toContainText('stock!')

  await page.keyboard.press('Escape')
  const start = await note(page).boundingBox()
  if (!start) throw new Error('no note')
  await drag(page, { x: start.x + 30, y: start.y + start.height - 30 }, { x: start.x + 30, y: start.y + start.height + 90 })
  await expect.poll(async () => Math.round(((await note(page).boundingBox())?.y ?? 0) - start.y)).toBeGreaterThan(90)
  const moved = await note(page).boundingBox()
  if (!moved) throw new Error('no note')
  await drag(page, { x: moved.x + moved.width - 6, y: moved.y + moved.height - 6 }, { x: moved.x + moved.width + 90, y: moved.y + moved.height + 60 })
  await expect.poll(async () => Math.round(((await note(page).boundingBox())?.width ?? 0) - moved.width)).toBeGreaterThan(60)

  await page.keyboard.press('Delete')
  await expect(note(page)).toHaveCount(0)
  for (let times = 0; times < 3; times++) await page.keyboard.press('Control+z')
  await expect(note(page)).toHaveCount(1)
  await expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()
})

test('cards are put in line, and room is made between them', async ({ page }) => {
  await chain(page)
  await card(page, 'Debug 2').click()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText('Debug 2 moved down')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('3 steps')
  await page.keyboard.press('a')
  await expect(notice(page)).toContainText('L left')
  await page.keyboard.press('t')
  const tops = () => Promise.all(['Debug', 'Debug 2', 'Debug 3'].map(async (title) => Math.round((await card(page, title).boundingBox())?.y ?? 0)))
  await expect.poll(async () => new Set(await tops()).size).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => new Set(await tops()).size).toBe(2)
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Align middles' }).click()
  await expect.poll(async () => new Set(await tops()).size).toBe(1)

  await page.keyboard.press('Escape')
  await card(page, 'Debug').click()
  await page.keyboard.press('a')
  await page.keyboard.press('l')
  await expect(notice(page)).toContainText('takes at least two steps')

  // Alt and drag over the empty canvas
  await page.keyboard.press('Escape')
  const x = async (title: string) => (await card(page, title).boundingBox())?.x ?? 0
  const before = [await x('Debug'), await x('Debug 2'), await x('Debug 3')] as const
  const from = { x: (before[0] + before[1]) / 2 + 100, y: (await bare(page)).y }
  await page.keyboard.down('Alt')
  await drag(page, from, { x: from.x + 96, y: from.y })
  await page.keyboard.up('Alt')
  const after = [await x('Debug'), await x('Debug 2'), await x('Debug 3')] as const
  expect(Math.abs(after[0] - before[0])).toBeLessThan(1)
  expect(after[1] - before[1]).toBeGreaterThan(60)
  expect(Math.abs(after[2] - before[2] - (after[1] - before[1]))).toBeLessThan(1)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => Math.round(Math.abs((await x('Debug 2')) - before[1]))).toBe(0)

  // the same by keys, from the selected step on
  await card(page, 'Debug 3').click()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(async () => (await x('Debug 3')) - before[2]).toBeGreaterThan(30)
})

test('a step becomes one of another kind in its place', async ({ page }) => {
  await chain(page, ['Debug', 'Expression', 'Debug'])
  const before = await edgeIds(page)
  await card(page, 'Expression').click()
  await page.keyboard.press('r')
  await pickKind(page, 'Debug')
  await expect(page.locator('.react-flow__node[data-id="expression"]')).toContainText('Debug')
  await expect(notice(page)).toContainText('Not kept: the setting expr')
  expect(await edgeIds(page)).toEqual(before)
  await page.keyboard.press('Control+z')
  await expect(page.locator('.react-flow__node[data-id="expression"]')).not.toContainText('Debug')
})

test('steps are grouped and taken apart, or it is said why not', async ({ page }) => {
  await chain(page)
  const before = await edgeIds(page)
  await card(page, 'Debug').click()
  await card(page, 'Debug 3').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+g')
  await expect(notice(page)).toContainText('A path leads from Debug out through Debug 2 and back in to Debug 3.')
  // nothing is done and nothing else selected until the offer is taken, by a click or by the same key again
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('2 steps')
  await page.getByRole('button', { name: 'Group these 3' }).click()
  await expect.poll(() => edgeIds(page)).toEqual(['data:group.debug>group.debug_2', 'data:group.debug_2>group.debug_3'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => edgeIds(page)).toEqual(before)
  await page.keyboard.press('Escape')
  await card(page, 'Debug').click()
  await card(page, 'Debug 3').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+g')
  await expect(notice(page)).toContainText('A path leads from Debug')
  await page.keyboard.press('Control+g')
  await expect.poll(() => edgeIds(page)).toContain('data:group.debug>group.debug_2')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Escape')
  await card(page, 'Debug 2').click()
  await card(page, 'Debug 3').click({ modifiers: ['Shift'] })
  const place = await card(page, 'Debug 2').boundingBox()
  await page.keyboard.press('Control+g')
  await expect.poll(() => edgeIds(page)).toEqual(['data:debug>group.debug_2', 'data:group.debug_2>group.debug_3'])
  const same = await card(page, 'Debug 2').boundingBox()
  expect(Math.abs((same?.x ?? 0) - (place?.x ?? 0))).toBeLessThan(1)
  await page.keyboard.press('Control+Shift+g')
  await expect.poll(() => edgeIds(page)).toEqual(before)
  for (let times = 0; times < 2; times++) await page.keyboard.press('Control+z')
  await expect(page.locator('.react-flow__node')).toHaveCount(3)
})

test('steps travel as text, also into another workflow; anything else is refused', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await chain(page)
  await card(page, 'Debug 2').click()
  await card(page, 'Debug 3').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+c')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(text)).toMatchObject({ 'eddy-steps': 1, steps: [{ name: 'debug_2' }, { name: 'debug_3' }] })
  await page.keyboard.press('Control+v')
  await expect.poll(() => edgeIds(page)).toContain('data:debug_4>debug_5')
  await expect.poll(() => edgeIds(page)).toContain('data:debug>debug_4')

  await openNew(page)
  await page.keyboard.press('Control+v')
  await expect.poll(() => edgeIds(page)).toEqual(['data:debug_2>debug_3'])
  await expect(notice(page)).toContainText('Pasted without the references to debug, which is not in this workflow.')
  await page.evaluate(() => navigator.clipboard.writeText('only words'))
  await page.keyboard.press('Control+v')
  await expect(notice(page)).toContainText('not a copy of Eddy steps')
})

test('steps bring the inputs that they take into another workflow, and each copy is seen', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTemplate(page, 'Book a trip')
  await card(page, 'Reserve hotel').click()
  await page.keyboard.press('Control+c')
  await openNew(page)
  await page.keyboard.press('Control+v')
  await expect(notice(page)).toContainText('The workflow has a new input by it: customer.')
  await expect(card(page, 'Reserve hotel')).toBeVisible()
  await page.keyboard.press('Control+v')
  const copies = page.locator('.react-flow__node-step').filter({ hasText: 'Reserve hotel' })
  await expect(copies).toHaveCount(2)
  const [first, second] = [await copies.nth(0).boundingBox(), await copies.nth(1).boundingBox()]
  expect(Math.abs((second?.x ?? 0) - (first?.x ?? 0))).toBeGreaterThan(16)
  await expect(page.getByRole('button', { name: /^\d problem/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Input customer' })).toBeVisible()
  for (let times = 0; times < 2; times++) await page.keyboard.press('Control+z')
  await expect(page.getByRole('group', { name: 'Input customer' })).toHaveCount(0)
})

test('what leads to a step, what follows from it, and where the camera was', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  const selected = () => page.locator('.react-flow__node.selected').count()
  const all = await page.locator('.react-flow__node').count()
  const middle = page.locator('.react-flow__node-step').nth(1)
  await middle.click()
  await page.keyboard.press(']')
  const after = await selected()
  expect(after).toBeGreaterThan(1)
  await page.keyboard.press('Escape')
  await middle.click()
  await page.keyboard.press('Shift+[')
  const connected = await selected()
  expect(connected).toBeGreaterThanOrEqual(after)
  expect(connected).toBeLessThanOrEqual(all)

  const view = () => page.locator('.react-flow__viewport').evaluate((element) => element.style.transform)
  await page.keyboard.press('Escape')
  const first = await view()
  const empty = await bare(page)
  await drag(page, empty, { x: empty.x + 400, y: empty.y - 200 })
  const second = await still(page, view)
  expect(second).not.toBe(first)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(view).toBe(first)
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(view).toBe(second)
})

test('the point of no return is a line through the canvas', async ({ page, request }) => {
  const steps = [
    { name: 'reserve', kind: 'debug' },
    { name: 'charge', kind: 'debug', role: 'pivot', waitFor: ['reserve'] },
    { name: 'ship', kind: 'debug', waitFor: ['charge'] },
  ]
  const made = await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'pivoting', steps } } })).json()
  await page.goto(`/workflow/${made.result.data.id}`)
  const pivot = page.getByRole('note', { name: 'Point of no return after Charge' })
  await expect(pivot).toContainText('Point of no return: Charge')
  const line = await pivot.boundingBox()
  const canvas = await pane(page).boundingBox()
  expect([line?.width, line?.height]).toEqual([2, canvas?.height])
  const [charge, ship] = [await card(page, 'Charge').boundingBox(), await card(page, 'Ship').boundingBox()]
  expect(line?.x).toBeGreaterThan((charge?.x ?? 0) + (charge?.width ?? 0))
  expect(line?.x).toBeLessThan(ship?.x ?? 0)
})
