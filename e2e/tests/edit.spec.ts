import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, sentence, test, withMotion } from './page.ts'

test.use(withMotion)

const uses = (...names: string[]) => names.map((name) => ({ name, from: { result: name } }))
const order = (name: string) => ({
  eddy: 1,
  name,
  title: 'Order',
  inputs: [{ name: 'customer', schema: { type: 'string' } }],
  steps: [
    { name: 'quote', kind: 'expression', config: { expr: "'quote for ' & customer" }, arguments: [{ name: 'customer', from: { input: 'customer' } }] },
    { name: 'reserve', kind: 'expression', config: { expr: '{ "of": quote, "seat": 7 }' }, arguments: uses('quote'), undo: 'release' },
    { name: 'pack', kind: 'expression', config: { expr: "'packed ' & reserve.seat" }, arguments: uses('reserve') },
    { name: 'tell', kind: 'expression', config: { expr: 'pack & " " & reserve.of' }, arguments: uses('pack', 'reserve') },
  ],
  handlers: [{ name: 'release', kind: 'debug' }],
  view: { positions: { quote: [0, 0], reserve: [352, 0], pack: [704, 128], tell: [1056, 0], last: [1056, 256] } },
})

async function open(page: Page, request: APIRequestContext, document: object): Promise<string> {
  const made = await (await request.post('/trpc/workflow.create', { data: { document } })).json()
  await page.goto(`/workflow/${made.result.data.id}`)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await page.waitForTimeout(300)
  return made.result.data.id
}
async function stored(request: APIRequestContext, id: string) {
  const got = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()
  return got.result.data.document
}
const node = (page: Page, path: string) => page.locator(`.react-flow__node[data-id="${path}"]`)
const edges = (page: Page) => page.locator('.react-flow__edge').evaluateAll((all) => all.map((each) => each.getAttribute('data-id') ?? '').sort())
const notice = (page: Page) => page.locator('[role=status] p')
const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()
const flowX = (page: Page, path: string) => node(page, path).evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).e)

async function command(page: Page, words: string, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands, steps and kinds' })).toBeFocused()
  await page.keyboard.type(words)
  await expect(page.locator('[role=option][aria-selected=true]')).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Commands' })).toHaveCount(0)
}

/** Where a card was drawn, frame by frame, while something happens. */
async function framesOf(page: Page, path: string, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate((id) => {
    const seen: number[] = []
    Reflect.set(window, 'seen', seen)
    const look = () => {
      const element = document.querySelector(`.react-flow__node[data-id="${id}"]`)
      if (element) seen.push(new DOMMatrix(getComputedStyle(element).transform).e)
      if (seen.length < 240) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, path)
  await act()
  await page.waitForTimeout(700)
  return page.evaluate(() => [...new Set<number>(Reflect.get(window, 'seen'))])
}

async function spliceOnLine(page: Page, edge: string): Promise<void> {
  await page.locator(`.react-flow__edge[data-id="${edge}"]`).focus()
  await page.keyboard.press('i')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Search steps' }).fill('Debug')
  await page.keyboard.press('Enter')
}

test('a splice opens exactly the width of the step, in one edit, and the cards go there', async ({ page, request }) => {
  await open(page, request, order('splicing'))
  const before = await flowX(page, 'reserve')
  const frames = await framesOf(page, 'reserve', () => spliceOnLine(page, 'data:quote>reserve'))
  expect((await flowX(page, 'reserve')) - before).toBe(256)
  // on the way, not at once, and never back
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.every((x, at) => at === 0 || x >= (frames[at - 1] ?? 0))).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => flowX(page, 'reserve')).toBe(before)
  // an edit on the way ends the way
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => flowX(page, 'reserve')).toBe(before)
  await expect(node(page, 'debug')).toHaveCount(0)
})

test('with reduced motion nothing travels', async ({ page, request }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, request, order('resting'))
  const frames = await framesOf(page, 'reserve', () => spliceOnLine(page, 'data:quote>reserve'))
  expect(frames).toHaveLength(2)
})

test('only the selection is tidied up', async ({ page, request }) => {
  const id = await open(page, request, order('tidying'))
  await node(page, 'reserve').click()
  await node(page, 'pack').click({ modifiers: ['Control'] })
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Tidy up these' }).click()
  await expect.poll(async () => (await stored(request, id)).view.positions).toMatchObject({ quote: [0, 0], tell: [1056, 0], reserve: [352, 0], pack: [704, 0] })
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await stored(request, id)).view.positions.pack).toEqual([704, 128])
})

test('a selection becomes a workflow of its own, which runs, or it is said why not', async ({ page, request }) => {
  const id = await open(page, request, order('extracting'))
  await node(page, 'quote').click()
  await node(page, 'pack').click({ modifiers: ['Control'] })
  await page.keyboard.press('x')
  await expect(notice(page)).toContainText('A path leads from Quote out through Reserve and back in to Pack.')
  await page.keyboard.press('Escape')
  await node(page, 'reserve').click()
  await node(page, 'pack').click({ modifiers: ['Control'] })
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'Extract as a workflow' })
  await expect(dialog.getByRole('list', { name: 'Inputs' })).toHaveText('quote anything the result of Quote')
  await expect(dialog).toContainText('The results of Reserve and Pack, together')
  await dialog.getByRole('textbox', { name: 'Title of the new workflow' }).fill('Prepare the parcel')
  await page.keyboard.press('Enter')
  await expect(node(page, 'prepare_the_parcel')).toBeVisible()
  await expect.poll(() => edges(page)).toEqual(['data:prepare_the_parcel>tell', 'data:quote>prepare_the_parcel'])
  await expect(notice(page)).toContainText('The workflow “Prepare the parcel” is made and kept.')
  await saved(page)

  const run = await (await request.post('/trpc/run.start', { data: { workflowId: id, input: { customer: 'Ada' } } })).json()
  await page.goto(`/runs/${run.result.data.runId}`)
  await expect(sentence(page)).toContainText('succeeded')
  await expect(page.locator('main')).toContainText('packed 7 quote for Ada')
})

test('undo of an extract restores the document', async ({ page, request }) => {
  const id = await open(page, request, order('restoring'))
  const before = await stored(request, id)
  await node(page, 'reserve').click()
  await command(page, 'extract', /Extract as a workflow/)
  await page.getByRole('dialog').getByRole('button', { name: 'Extract' }).click()
  await expect(node(page, 'part_of_order')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('The workflow “Part of Order” stays')
  await expect(node(page, 'reserve')).toBeVisible()
  await saved(page)
  await expect.poll(() => stored(request, id)).toEqual(before)
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('Part of Order')
})

test('find and replace goes through values, marks the field, and refuses what would break the document', async ({ page, request }) => {
  const id = await open(page, request, order('finding'))
  await page.keyboard.press('Control+f')
  const find = page.getByRole('textbox', { name: 'Find', exact: true })
  await expect(find).toBeFocused()
  await page.keyboard.type('seat')
  const where = page.getByRole('status', { name: 'Matches' })
  await expect(where).toContainText('1 of 2')
  await expect(where).toContainText('Reserve › Settings › expr')
  await expect(node(page, 'reserve')).toHaveClass(/selected/)
  await expect(page.getByRole('complementary', { name: 'Inspector' }).locator('[data-spot]')).toContainText('Expression')
  await page.keyboard.press('Enter')
  await expect(where).toContainText('2 of 2')
  await expect(node(page, 'pack')).toHaveClass(/selected/)

  await page.keyboard.press('Control+h')
  await expect(page.getByRole('textbox', { name: 'Replace with' })).toBeFocused()
  await page.keyboard.type('place')
  await page.keyboard.press('Control+Enter')
  await expect(where).toContainText('Nothing holds “seat”.')
  await saved(page)
  expect((await stored(request, id)).steps.map((step: { config: { expr: string } }) => step.config.expr)).toEqual(["'quote for ' & customer", '{ "of": quote, "place": 7 }', "'packed ' & reserve.place", 'pack & " " & reserve.of'])

  // a name takes its references along; one that is none is refused with a sentence
  await find.fill('pack')
  await page.getByRole('textbox', { name: 'Replace with' }).fill('Big box')
  await page.getByRole('button', { name: 'All' }).click()
  await expect(page.getByRole('list', { name: 'Not replaced' })).toContainText('Pack › Name: A name starts with a lower-case letter')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await stored(request, id)).steps[1].config.expr).toBe('{ "of": quote, "seat": 7 }')
})

test('what feeds a step is shown while Shift is held, and in a run with the values', async ({ page, request }) => {
  const id = await open(page, request, order('linking'))
  await node(page, 'tell').click()
  await expect(page.locator('.feeding')).toHaveCount(0)
  await page.keyboard.down('Shift')
  await expect(page.locator('.react-flow__edge.feeding')).toHaveCount(2)
  await expect(page.locator('.react-flow__node.feeding')).toHaveCount(2)
  await page.keyboard.up('Shift')
  await expect(page.locator('.feeding')).toHaveCount(0)
  await page.keyboard.press('l')
  await expect(page.locator('.react-flow__edge.feeding')).toHaveCount(2)

  const run = await (await request.post('/trpc/run.start', { data: { workflowId: id, input: { customer: 'Ada' } } })).json()
  await page.goto(`/runs/${run.result.data.runId}`)
  await expect(sentence(page)).toContainText('succeeded')
  await node(page, 'tell').click()
  await page.keyboard.down('Shift')
  await expect(page.getByText('pack = "packed 7"')).toBeVisible()
  await page.keyboard.up('Shift')
})

test('problems are fixed by button and by key, and the fix can be undone', async ({ page, request }) => {
  const broken = order('fixing')
  await open(page, request, { ...broken, steps: [...broken.steps, { name: 'last', kind: 'debug', arguments: uses('tel'), waitFor: ['pack', 'nobody'] }] })
  await expect(node(page, 'last').getByRole('button', { name: '2 problems' })).toBeVisible()
  await page.keyboard.press('Shift+P')
  const list = page.getByRole('dialog', { name: 'Problems' })
  await list.getByRole('button', { name: 'Use tell' }).focus()
  await page.keyboard.press('Enter')
  await expect(list).not.toContainText('takes the result of "tel"')
  await expect.poll(() => edges(page)).toContain('data:tell>last')
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  // on the mark of the card, too
  await node(page, 'last').getByRole('button', { name: '1 problem' }).click()
  await page.getByRole('dialog', { name: 'Problems' }).getByRole('button', { name: 'Do not wait for nobody' }).click()
  await expect(node(page, 'last').getByRole('button', { name: '1 problem' })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(node(page, 'last').getByRole('button', { name: '1 problem' })).toBeVisible()
  // and from the palette
  await command(page, 'do not wait', /Do not wait for nobody/)
  await expect(node(page, 'last').getByRole('button', { name: '1 problem' })).toHaveCount(0)
})

test('all keys are listed, and clipboard and camera are commands', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, request, order('keys'))
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'All keys' })
  for (const does of ['Group', 'Find and replace', 'Zoom to the selection', 'Select what leads here', 'Close or open the container']) await expect(keys.getByText(does, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)

  await node(page, 'pack').click()
  await command(page, 'copy', /^Copy/)
  await command(page, 'paste', /^Paste/)
  await expect(node(page, 'pack_2')).toBeVisible()
  await command(page, 'cut', /^Cut/)
  await expect(node(page, 'pack_2')).toHaveCount(0)
  await node(page, 'pack').click()
  const zoom = () => page.locator('.react-flow__viewport').evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a)
  await page.keyboard.press('Shift+f')
  await expect.poll(zoom).toBe(1)
  await command(page, 'fit', /Fit the drawing/)
  await expect.poll(zoom).toBeLessThan(0.9)
  await page.keyboard.press('0')
  await expect.poll(zoom).toBe(1)
})

test('several rows of the outline are selected with Shift, and panels do not hide each other on a narrow screen', async ({ page, request }) => {
  await page.setViewportSize({ width: 820, height: 900 })
  await open(page, request, order('narrow'))
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByRole('tree')).toBeFocused()
  const row = (name: RegExp) => page.getByRole('treeitem', { name })
  await row(/^Quote/).click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toBeHidden()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveCount(3)
  await page.keyboard.press('Shift+ArrowUp')
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveCount(2)
  await row(/^Tell/).click({ modifiers: ['Control'] })
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveCount(3)

  // Enter asks for the inspector, which takes the place of the outline
  await row(/^Reserve/).click()
  await page.keyboard.press('Enter')
  await expect(inspector).toBeVisible()
  await expect(page.getByRole('tree')).toHaveCount(0)
  await expect(inspector.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await inspector.getByRole('button', { name: 'Close the step' }).click()
  await expect(inspector).toBeHidden()
  // the workflow's own settings can be reached
  await page.getByRole('button', { name: 'Details' }).click()
  await expect(inspector.getByRole('textbox', { name: 'Workflow title' })).toBeVisible()
  await page.getByRole('button', { name: 'Details' }).click()

  // a card that would lie under the inspector comes out from under it
  await page.keyboard.press('f')
  await page.waitForTimeout(400)
  await node(page, 'tell').click({ position: { x: 10, y: 10 } })
  await expect(inspector).toBeVisible()
  await expect.poll(async () => ((await node(page, 'tell').boundingBox())?.x ?? 999) + ((await node(page, 'tell').boundingBox())?.width ?? 0)).toBeLessThanOrEqual(500)
})

test('axe finds nothing in what lies over the drawing, in light and dark', async ({ page, request }) => {
  const broken = order('axe')
  await open(page, request, { ...broken, steps: [...broken.steps, { name: 'last', kind: 'group', steps: [{ name: 'inner', kind: 'debug', arguments: uses('tel') }] }] })
  await node(page, 'last').getByRole('button', { name: 'Close Last' }).click()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('seat')
  await expect(page.getByRole('status', { name: 'Matches' })).toContainText('1 of 2')
  await expectAccessible(page, { looks: ['light', 'dark'], where: 'find' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+P')
  await expect(page.getByRole('dialog', { name: 'Problems' })).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'], where: 'problems' })
  await page.keyboard.press('Escape')
  await node(page, 'last').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Container' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'], where: 'keys' })
})
