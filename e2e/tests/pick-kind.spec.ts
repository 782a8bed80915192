import type { Page } from '@playwright/test'
import { expect, openNew, test } from './page.ts'

/** Drops a line from the right of a card on the empty canvas. */
async function dropLine(page: Page, title: string): Promise<void> {
  const handle = page.locator('.react-flow__node', { has: page.getByText(title, { exact: true }) }).first().locator('[data-handleid="out"]')
  const box = await handle.boundingBox()
  if (!box) throw new Error(`${title} has no handle on the screen`)
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 2 })
  await page.mouse.move(from.x + 120, from.y + 90, { steps: 12 })
  await page.mouse.up()
}

test('where a line is dropped, what does not take the result is left out with its reason, and a step comes with its undo in one pick', async ({ page }) => {
  await openNew(page)
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Text', exact: true }).click()
  await expect(page.getByRole('group', { name: /^Step Text/ })).toHaveCount(1)

  await dropLine(page, 'Text')
  const list = page.getByRole('dialog', { name: 'With the result of Text' })
  const left = list.getByRole('region', { name: 'Left out' })
  await left.getByRole('button', { name: /do not take it$/ }).click()
  await expect(left.getByText(/takes an object as document, not a text/).first()).toBeVisible()
  // who looks for one of them is told at once
  await list.getByRole('textbox', { name: 'Search steps' }).fill('publish')
  await expect(left.getByText(/takes an object as document, not a text/).first()).toBeVisible()
  await list.getByRole('textbox', { name: 'Search steps' }).fill('notify')
  await list.getByRole('button', { name: 'Notify, with its undo' }).click()

  await expect(page.getByRole('group', { name: /^Step Notify, has an undo/ })).toHaveCount(1)
  await expect(page.getByRole('group', { name: /^Handler Undo notify/ })).toHaveCount(1)
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)
  await page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(1)
})
