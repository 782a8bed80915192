import type { Page } from '@playwright/test'
import { expect, openNew, sentence, test } from './page.ts'
import { centre, drag, type Point } from './pointer.ts'

/** Drags a kind from the palette to a place on the canvas. */
async function dragKind(page: Page, kind: string, to: Point): Promise<void> {
  const item = page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: kind, exact: true })
  await item.dragTo(page.locator('.react-flow__pane'), { targetPosition: to })
}

const card = (page: Page, title: string) => page.getByRole('group', { name: new RegExp(`^Step ${title}`) })
const handle = (page: Page, title: string, id: string) => page.locator('.react-flow__node', { has: page.getByText(title, { exact: true }) }).first().locator(`[data-handleid="${id}"]`)
const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()

test('three steps with an undo, drawn by mouse alone, run and roll back', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New workflow' }).click()
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible()
  await dragKind(page, 'Collect', { x: 120, y: 160 })
  await dragKind(page, 'Debug', { x: 480, y: 160 })
  await dragKind(page, 'Fail', { x: 480, y: 360 })
  await expect(page.locator('.react-flow__node')).toHaveCount(3)

  await drag(page, await centre(handle(page, 'Collect', 'out')), await centre(card(page, 'Debug')))
  await drag(page, await centre(handle(page, 'Debug', 'out')), await centre(card(page, 'Fail')))
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  // from the bottom of a card to the empty canvas: the new step is its undo
  const from = await centre(handle(page, 'Collect', 'undo'))
  await drag(page, from, { x: from.x, y: from.y + 180 })
  await page.getByRole('option', { name: /Debug/ }).or(page.getByRole('button', { name: /^Debug/ })).last().click()
  await expect(page.getByRole('group', { name: /^Handler/ })).toHaveCount(1)
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)

  await card(page, 'Fail').click()
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Message' }).fill('there is nothing left')
  await saved(page)
  await page.reload()
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)
  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click()
  await expect(sentence(page)).toContainText('Fail failed')
  await expect(sentence(page)).toContainText('Collect was undone.')
  await expect(page.locator('.react-flow__node', { hasText: 'Collect' }).first()).toContainText('Undone')
})

test('every edit can be undone and done again', async ({ page }) => {
  await openNew(page)
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Debug', exact: true }).click()
  await expect(card(page, 'Debug')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(card(page, 'Debug')).toHaveCount(0)
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(card(page, 'Debug')).toHaveCount(1)
  await saved(page)
})

test('the outline of a card swells towards the pointer, and a line starts anywhere on the swell', async ({ page }) => {
  await openNew(page)
  await dragKind(page, 'Collect', { x: 120, y: 160 })
  await page.keyboard.press('Escape')
  const node = page.locator('.react-flow__node').first()
  const box = await node.boundingBox()
  if (!box) throw new Error('the card is not on the screen')
  const out = handle(page, 'Collect', 'out')
  const swell = () => node.evaluate((element) => ({ on: 'swell' in element.dataset, by: Number.parseFloat(element.style.getPropertyValue('--swell')) }))
  await page.mouse.move(box.x + box.width + 6, box.y + 8)
  await expect.poll(swell).toMatchObject({ on: true })
  const high = (await swell()).by
  await page.mouse.move(box.x + box.width + 6, box.y + box.height - 8)
  await expect.poll(async () => (await swell()).by).toBeGreaterThan(high)
  // further from the middle than the handle itself reaches
  await page.mouse.move(box.x + box.width + 6, box.y + 4)
  await expect.poll(async () => (await swell()).by).toBe(high)
  await expect(out).toHaveCSS('opacity', '1')
  await page.mouse.down()
  await page.mouse.move(box.x + box.width + 80, box.y + 80, { steps: 4 })
  await page.mouse.move(box.x + box.width + 160, box.y + 160, { steps: 4 })
  await page.mouse.up()
  // the list of what could come next
  await expect(page.locator('rect[class*=stepGhost]')).toHaveCount(1)
  await page.keyboard.press('Escape')
  // away from the edge it is a card as any other
  await page.mouse.move(box.x + 40, box.y + 32)
  await expect.poll(async () => (await swell()).on).toBe(false)
})
