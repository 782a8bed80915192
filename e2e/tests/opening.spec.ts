import type { Page } from '@playwright/test'
import { expect, openDocument, openTemplate, test } from './page.ts'

const zoomOf = async (page: Page) => Number(/\d+/.exec((await page.getByRole('button', { name: /^Zoom \d/ }).getAttribute('aria-label')) ?? '')?.[0])
const hint = (page: Page) => page.getByRole('button', { name: /^See all \d+ steps/ })

test('a drawing that is too large to be read opens at its start, with the whole one key away', async ({ page }) => {
  await openTemplate(page, 'Agent swarm')
  expect(await zoomOf(page)).toBe(85)
  await expect(page.getByRole('img', { name: 'Overview of the drawing' })).toBeVisible()
  await expect(hint(page)).toBeVisible()
  await page.keyboard.press('f')
  await expect.poll(() => zoomOf(page)).toBeLessThan(35)
  await expect(hint(page)).toHaveCount(0)
})

test('a drawing that can be read as a whole opens as a whole', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  expect(await zoomOf(page)).toBeGreaterThanOrEqual(55)
  await expect(hint(page)).toHaveCount(0)
})

test('a step that is added to a large drawing is shown at the zoom that one has', async ({ page }) => {
  await openTemplate(page, 'Agent swarm')
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Debug', exact: true }).click()
  await expect(page.getByRole('group', { name: /^Step Debug/ })).toBeInViewport()
  expect(await zoomOf(page)).toBe(85)
})

test('a line between two steps of one row goes round the cards between them, also when one of them is moved there', async ({ page }) => {
  await openDocument(page, {
    eddy: 1, name: 'row', title: 'Row',
    steps: [{ name: 'first', kind: 'debug' }, { name: 'between', kind: 'debug', waitFor: ['first'] }, { name: 'last', kind: 'debug', waitFor: ['first'] }],
    view: { positions: { first: [0, 0], between: [352, 240], last: [704, 0] } },
  })
  const line = page.locator('.react-flow__edge[data-id="wait:first>last"] .react-flow__edge-path')
  const heights = () => line.evaluate((path: SVGPathElement) => {
    const { y, height } = path.getBBox()
    return [Math.round(y), Math.round(y + height)]
  })
  await expect(line).toHaveCount(1)
  await expect.poll(heights).toEqual([32, 32])
  const card = await page.getByRole('group', { name: /^Step Between/ }).boundingBox()
  const first = await page.getByRole('group', { name: /^Step First/ }).boundingBox()
  if (!card || !first) throw new Error('the cards are not on the screen')
  await page.mouse.move(card.x + 60, card.y + 20)
  await page.mouse.down()
  await page.mouse.move(card.x + 60, first.y + 20, { steps: 12 })
  await page.mouse.up()
  await expect.poll(async () => {
    const [drawn, moved] = [await line.boundingBox(), await page.getByRole('group', { name: /^Step Between/ }).boundingBox()]
    return drawn && moved && (drawn.y < moved.y || drawn.y + drawn.height > moved.y + moved.height)
  }).toBe(true)
})

/** Rows of steps, each waiting for the one left of it. */
async function openRows(page: Page, [columns, rows]: readonly [columns: number, rows: number]): Promise<void> {
  const steps = Array.from({ length: columns * rows }, (_, at) => ({ name: `s${at}`, kind: 'debug', ...(at < rows ? {} : { waitFor: [`s${at - rows}`] }) }))
  const positions = Object.fromEntries(steps.map(({ name }, at): [string, [number, number]] => [name, [352 * Math.floor(at / rows), 112 * (at % rows)]]))
  await openDocument(page, { eddy: 1, name: 'rows', title: 'Rows', steps, view: { positions } })
  await expect(page.getByRole('group', { name: /^Step S0/ })).toBeVisible()
}

test('what fits the screen lies clear of the tool bar', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 640 })
  await openRows(page, [1, 7])
  const tools = await page.getByRole('toolbar', { name: 'Drawing' }).boundingBox()
  const last = await page.getByRole('group', { name: /^Step S6/ }).boundingBox()
  if (!tools || !last) throw new Error('the tools or the last card are not on the screen')
  expect(last.y + last.height).toBeLessThan(tools.y)
})

test('a drawing that is higher than the screen opens at its upper edge, and what tells of the rest covers no tool', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 600 })
  await openRows(page, [8, 20])
  const canvas = await page.getByRole('region', { name: 'Canvas' }).boundingBox()
  const [first, told, tools] = [await page.getByRole('group', { name: /^Step S0/ }).boundingBox(), await hint(page).boundingBox(), await page.getByRole('toolbar', { name: 'Drawing' }).boundingBox()]
  if (!canvas || !first || !told || !tools) throw new Error('the first card, what tells of the rest or the tools are not on the screen')
  expect(first.y - canvas.y).toBeLessThan(0.2 * canvas.height)
  expect(told.y + told.height).toBeLessThan(tools.y)
  expect(tools.y - told.y - told.height).toBeLessThan(40)
})

test('what shows the rest of a drawing leaves the tools free at every width, and covers no more than the map', async ({ page }) => {
  await openTemplate(page, 'Agent swarm')
  for (const width of [1440, 1280, 1020, 900, 640]) {
    await page.setViewportSize({ width, height: 800 })
    await page.reload()
    await expect(hint(page)).toBeVisible()
    const map = page.getByRole('img', { name: 'Overview of the drawing' })
    const [told, shown, tools] = [await hint(page).boundingBox(), (await map.isVisible()) ? await map.boundingBox() : null, await page.getByRole('toolbar', { name: 'Drawing' }).boundingBox()]
    if (!told || !tools) throw new Error('what tells of the rest or the tools are not on the screen')
    for (const box of shown ? [told, shown] : [told]) expect(box.y + box.height < tools.y || box.x > tools.x + tools.width, `${width} px wide`).toBe(true)
    if (shown) expect(told.width - shown.width, `${width} px wide`).toBeLessThan(6)
  }
})
