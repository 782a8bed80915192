import type { APIRequestContext, Page } from '@playwright/test'
import { expect, sentence, test } from './page.ts'

const order = (name: string, box: object) => ({
  eddy: 1,
  name,
  title: 'Fulfil an order',
  steps: [
    { name: 'check', kind: 'expression', config: { expr: '1' } },
    {
      name: 'fulfilment',
      kind: 'group',
      steps: [
        { name: 'reserve', kind: 'expression', config: { expr: 'given' }, arguments: [{ name: 'given', from: { result: 'check' } }], undo: 'release' },
        { name: 'packing', kind: 'group', waitFor: ['reserve'], steps: [{ name: 'pick', kind: 'expression', config: { expr: '2' } }, box] },
      ],
    },
    { name: 'tell', kind: 'debug', arguments: [{ name: 'done', from: { result: 'fulfilment' } }] },
  ],
  handlers: [{ name: 'release', kind: 'debug' }],
})
const box = { name: 'box', kind: 'expression', config: { expr: 'n' }, arguments: [{ name: 'n', from: { result: 'pick' } }] }
const noBox = { name: 'box', kind: 'fail', config: { message: 'There is no box.' }, waitFor: ['pick'] }

async function open(page: Page, request: APIRequestContext, document: object): Promise<string> {
  const made = await (await request.post('/trpc/workflow.create', { data: { document } })).json()
  const { id } = made.result.data
  await page.goto(`/workflow/${id}`)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  return id
}
const node = (page: Page, path: string) => page.locator(`.react-flow__node[data-id="${path}"]`)
const ids = (page: Page) => page.locator('.react-flow__node:not(.react-flow__node-frame)').evaluateAll((nodes) => nodes.map((each) => each.getAttribute('data-id') ?? '').sort())
const edges = (page: Page) => page.locator('.react-flow__edge').evaluateAll((all) => all.map((each) => each.getAttribute('data-id') ?? '').sort())
const whole = ['check', 'fulfilment', 'fulfilment.packing', 'fulfilment.packing.box', 'fulfilment.packing.pick', 'fulfilment.reserve', 'release', 'tell']

// wide enough for the drawing to be read as a whole: then it opens so
test.use({ viewport: { width: 2400, height: 1200 } })

test('a container is closed to a card that says what it holds, and stays closed for this person', async ({ page, request }) => {
  await open(page, request, order('closing', box))
  await expect.poll(() => ids(page)).toEqual(whole)
  const place = await node(page, 'tell').boundingBox()
  await node(page, 'fulfilment').getByRole('button', { name: 'Close Fulfilment' }).click()
  await expect.poll(() => ids(page)).toEqual(['check', 'fulfilment', 'tell'])
  await expect(page.getByRole('group', { name: 'Step Fulfilment, closed, 3 steps · 1 undoable' })).toBeVisible()
  // lines of what is inside end at the card, and nothing else has moved
  await expect.poll(() => edges(page)).toEqual(['data:check>fulfilment.reserve', 'data:fulfilment>tell'])
  expect(await node(page, 'tell').boundingBox()).toEqual(place)
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()

  await page.reload()
  await expect.poll(() => ids(page)).toEqual(['check', 'fulfilment', 'tell'])
  await node(page, 'fulfilment').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('o')
  await expect.poll(() => ids(page)).toEqual(whole)

  // what is gone to is shown: its container opens
  await page.keyboard.press('o')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('box')
  await page.keyboard.press('Enter')
  await expect.poll(() => ids(page)).toEqual(whole)
  await expect(node(page, 'fulfilment.packing.box')).toHaveClass(/selected/)
})

test('a container is looked into: by double click and Enter, with a way up, and the address keeps it', async ({ page, request }) => {
  const id = await open(page, request, order('looking', box))
  await node(page, 'fulfilment').dblclick({ position: { x: 60, y: 8 } })
  await expect(page).toHaveURL(`/workflow/${id}?scope=fulfilment`)
  await expect.poll(() => ids(page)).toEqual(['fulfilment.packing', 'fulfilment.packing.box', 'fulfilment.packing.pick', 'fulfilment.reserve', 'release'])
  const crumbs = page.getByRole('navigation', { name: 'Container' })
  await expect(crumbs).toContainText('Fulfil an order')
  await expect(crumbs.locator('[aria-current]')).toHaveText('Fulfilment')

  await node(page, 'fulfilment.packing').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/scope=fulfilment\.packing$/)
  await expect.poll(() => ids(page)).toEqual(['fulfilment.packing.box', 'fulfilment.packing.pick'])

  // what is added here belongs here, and so does what is pasted
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Debug', exact: true }).click()
  await expect.poll(() => ids(page)).toEqual(['fulfilment.packing.box', 'fulfilment.packing.debug', 'fulfilment.packing.pick'])
  await page.keyboard.press('Control+d')
  await expect.poll(() => ids(page)).toContain('fulfilment.packing.debug_2')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('2 steps')

  await page.reload()
  await expect.poll(() => ids(page)).toEqual(['fulfilment.packing.box', 'fulfilment.packing.pick'])
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/scope=fulfilment$/)
  await expect(node(page, 'fulfilment.packing')).toBeFocused()
  await page.goBack()
  await expect(page).toHaveURL(/scope=fulfilment\.packing$/)
  await crumbs.getByRole('button', { name: 'Fulfil an order' }).click()
  await expect(page).toHaveURL(`/workflow/${id}`)
  await expect.poll(() => ids(page)).toEqual(whole)
})

test('an inner step is moved while its container is looked into, and stays in it', async ({ page, request }) => {
  const id = await open(page, request, order('moving', box))
  await page.goto(`/workflow/${id}?scope=fulfilment.packing`)
  await expect.poll(() => ids(page)).toEqual(['fulfilment.packing.box', 'fulfilment.packing.pick'])
  const from = await node(page, 'fulfilment.packing.box').boundingBox()
  if (!from) throw new Error('no card')
  await page.mouse.move(from.x + 60, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 70, from.y + 40, { steps: 3 })
  // far outside of the frame that the whole drawing has
  await page.mouse.move(from.x + 60, from.y + 280, { steps: 8 })
  await page.mouse.up()
  await expect.poll(async () => Math.round(((await node(page, 'fulfilment.packing.box').boundingBox())?.y ?? 0) - from.y)).toBeGreaterThan(200)
  expect(await ids(page)).toEqual(['fulfilment.packing.box', 'fulfilment.packing.pick'])
})

test('a run shows what fails in a closed container, and can be looked into', async ({ page, request }) => {
  const id = await open(page, request, order('failing', noBox))
  await node(page, 'fulfilment').getByRole('button', { name: 'Close Fulfilment' }).click()
  await expect.poll(() => ids(page)).toEqual(['check', 'fulfilment', 'tell'])
  const started = await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()
  await page.goto(`/runs/${started.result.data.runId}`)
  await expect(sentence(page)).toContainText('failed')
  await expect.poll(() => ids(page)).toEqual(['check', 'fulfilment', 'tell'])
  await expect(node(page, 'fulfilment')).toContainText('1 failed')
  await expect(node(page, 'fulfilment')).toContainText('undone')
  await expect(node(page, 'fulfilment').locator('[data-mark]').first()).toHaveAttribute('data-mark', 'failed')

  await node(page, 'fulfilment').dblclick({ position: { x: 60, y: 20 } })
  await expect(page).toHaveURL(/scope=fulfilment$/)
  await expect(node(page, 'fulfilment.packing.box')).toContainText('Failed')
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/scope/)
})
