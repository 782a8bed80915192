import type { Page } from '@playwright/test'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, test } from './page.ts'
import type { Point } from './pointer.ts'

const rows = 20
const name = (at: number) => `s${at}`

/** Columns of twenty steps, each waiting for the one left of it. */
function columns(count: number): WorkflowDocument {
  const steps = Array.from({ length: count }, (_, at) => ({ name: name(at), kind: 'debug', ...(at < rows ? {} : { waitFor: [name(at - rows)] }) }))
  const positions = Object.fromEntries(steps.map((step, at): [string, [number, number]] => [step.name, [352 * Math.floor(at / rows), 112 * (at % rows)]]))
  return { eddy: 1, name: 'columns', title: 'Columns', steps, view: { positions } }
}

async function open(page: Page, count: number): Promise<string> {
  const answer = await page.request.post('/trpc/workflow.create', { data: { document: columns(count) } })
  const body: { readonly result: { readonly data: { readonly id: string } } } = await answer.json()
  const { id } = body.result.data
  await page.goto(`/workflow/${id}`)
  await expect(page.locator('.react-flow__pane')).toBeVisible()
  await page.waitForTimeout(400)
  // a large one opens at its first steps
  await page.keyboard.press('f')
  await page.waitForTimeout(700)
  return id
}

const canvas = (page: Page) => page.getByRole('region', { name: 'Canvas' })
const cards = (page: Page) => page.locator('.react-flow__node')
const selection = (page: Page) => page.getByRole('toolbar', { name: 'Selection' })
const percent = async (page: Page) => Number(/\d+/.exec((await page.getByRole('button', { name: /^Zoom \d/ }).getAttribute('aria-label')) ?? '')?.[0])

/** Where a card is on the screen, by the places of the document and the camera. */
async function onScreen(page: Page, at: number): Promise<Point> {
  const [column, row] = [Math.floor(at / rows), at % rows]
  return page.locator('.react-flow__viewport').evaluate(
    (element, place) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform)
      const box = element.closest('.react-flow')?.getBoundingClientRect()
      return { x: (box?.x ?? 0) + e + a * place.x, y: (box?.y ?? 0) + f + a * place.y }
    },
    { x: 352 * column + 128, y: 112 * row + 32 },
  )
}

/** The colour of the layer at a point of the screen. */
async function layerColour(page: Page, { x, y }: Point): Promise<readonly number[]> {
  return page.locator('.react-flow canvas').first().evaluate(
    (element, at) => {
      if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas')
      const box = element.getBoundingClientRect()
      const ratio = element.width / box.width
      // on a picture of its own: a canvas that is read back is drawn more slowly from then on
      const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
      copy?.drawImage(element, -Math.round((at.x - box.x) * ratio), -Math.round((at.y - box.y) * ratio))
      return [...(copy?.getImageData(0, 0, 1, 1).data ?? [])]
    },
    { x, y },
  )
}

test('six hundred steps: seen as a whole by the layer, worked on there, and near as cards', async ({ page }) => {
  await open(page, 600)
  await expect(canvas(page)).toHaveAttribute('data-layered', '')
  expect(await cards(page).count()).toBeLessThan(4)
  expect(await percent(page)).toBeLessThan(15)
  expect((await layerColour(page, await onScreen(page, 205)))[3]).toBe(255)

  // pointing mounts the card under the pointer, a click selects it
  const middle = await onScreen(page, 205)
  await page.mouse.move(middle.x, middle.y)
  await expect(page.getByRole('group', { name: 'Step S205' })).toBeAttached()
  await page.mouse.click(middle.x, middle.y)
  await expect(page.getByRole('complementary', { name: 'Inspector' }).or(page.locator('main')).first()).toContainText('S205')
  await expect(page.getByRole('group', { name: 'Step S205' })).toHaveClass(/selected/)
  // with Ctrl another one too
  const other = await onScreen(page, 300)
  await page.keyboard.down('Control')
  await page.mouse.click(other.x, other.y)
  await page.keyboard.up('Control')
  await expect(selection(page)).toContainText('2 steps')

  // Shift and drag
  const [from, to] = [await onScreen(page, 0), await onScreen(page, 219)]
  await page.keyboard.down('Shift')
  await page.mouse.move(from.x - 30, from.y - 8)
  await page.mouse.down()
  await page.mouse.move(to.x + 16, to.y + 4, { steps: 6 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(selection(page)).toContainText('220 steps')

  // one of them carries all
  const start = await onScreen(page, 45)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 8, start.y + 40, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Undo', exact: true }).first()).toHaveAttribute('title', 'Undo: move 220 cards')
  expect((await layerColour(page, await onScreen(page, 0)))[3]).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await layerColour(page, await onScreen(page, 0)))[3]).toBe(255)

  // the pane lets go of everything
  await page.mouse.click(from.x - 30, from.y - 30)
  await expect(selection(page)).toHaveCount(0)

  // a double click comes near: cards, as many as can be read
  await page.mouse.dblclick(middle.x, middle.y)
  await expect.poll(() => percent(page)).toBe(100)
  await expect(canvas(page)).not.toHaveAttribute('data-layered', '')
  await expect(page.getByRole('group', { name: 'Step S205' })).toBeVisible()
  expect(await cards(page).count()).toBeLessThan(70)
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2500)
})

test('arrow keys walk where only the layer draws', async ({ page }) => {
  await open(page, 600)
  const middle = await onScreen(page, 205)
  await page.mouse.click(middle.x, middle.y)
  await page.getByRole('group', { name: 'Step S205' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('group', { name: 'Step S225' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('group', { name: 'Step S226' })).toBeFocused()
})

test('the density is chosen by key and by command, and remembered', async ({ page }) => {
  await open(page, 8)
  const first = page.getByRole('group', { name: 'Step S0' })
  const size = async () => first.evaluate((element) => [element.clientWidth, element.clientHeight])
  expect(await size()).toEqual([256, 64])
  await canvas(page).focus().catch(() => {})
  await page.keyboard.press('2')
  await expect.poll(size).toEqual([208, 44])
  await page.reload()
  await expect.poll(size).toEqual([208, 44])
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('comfortable')
  await page.keyboard.press('Enter')
  await expect.poll(size).toEqual([256, 64])
  await page.keyboard.press('3')
  await expect(page.getByRole('tree')).toBeVisible()
})

test('high contrast is a choice, and what the system asks for', async ({ page }) => {
  await page.goto('/')
  const text = () => page.evaluate(() => getComputedStyle(document.body).color)
  for (const theme of ['light', 'dark', 'high contrast']) {
    await page.getByRole('button', { name: /^Theme:/ }).click()
    await expect(page.getByRole('button', { name: `Theme: ${theme}` })).toBeVisible()
  }
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  expect(await text()).toBe('rgb(0, 0, 0)')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await page.getByRole('button', { name: /^Theme:/ }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-contrast', 'more')
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
})

test('styles win in their order, whichever file of them comes first', async ({ page }) => {
  await page.goto('/')
  const button = page.getByRole('button', { name: 'New workflow' })
  await expect(button).toHaveCSS('height', '32px')
  expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)')
})
