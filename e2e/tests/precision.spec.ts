import type { Page } from '@playwright/test'
import { expect, openDocument, test } from './page.ts'

const box = async (page: Page, title: string) => {
  const found = await page.getByRole('group', { name: new RegExp(`^Step ${title}`) }).boundingBox()
  if (!found) throw new Error(`${title} is not on the screen`)
  return found
}

/** Three steps off the grid: the first and the last in one row, the second beneath it. */
async function open(page: Page): Promise<void> {
  await openDocument(page, {
    eddy: 1, name: 'off_grid', title: 'Off grid',
    steps: [{ name: 'first', kind: 'debug' }, { name: 'second', kind: 'debug', waitFor: ['first'] }, { name: 'last', kind: 'debug', waitFor: ['first'] }],
    view: { positions: { first: [3, 5], second: [352, 240], last: [707, 5] } },
  })
  await expect(page.getByRole('group', { name: /^Step Second/ })).toBeVisible()
}

test('a dragged card comes into line with the middle of another one, which the grid does not know, as one edit', async ({ page }) => {
  await open(page)
  const [first, second] = [await box(page, 'First'), await box(page, 'Second')]
  await page.mouse.move(second.x + 60, second.y + 20)
  await page.mouse.down()
  await page.mouse.move(second.x + 60, first.y + 12, { steps: 40 })
  await page.mouse.up()
  await expect.poll(async () => Math.abs((await box(page, 'Second')).y - first.y)).toBeLessThan(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(async () => Math.abs((await box(page, 'Second')).y - second.y)).toBeLessThan(1)
})

test('a line that is drawn out shows the step that would stand there, until one is chosen', async ({ page }) => {
  await open(page)
  const last = await box(page, 'Last')
  const ghost = page.locator('rect[class*=stepGhost]')
  await page.mouse.move(last.x + last.width, last.y + last.height / 2)
  await page.mouse.down()
  await page.mouse.move(last.x + 40, last.y + 180, { steps: 8 })
  await expect(ghost).toHaveCount(1)
  await page.mouse.up()
  // it stays while the list is open
  await expect(ghost).toHaveCount(1)
  const shown = await ghost.boundingBox()
  await page.getByRole('option', { name: /^Log/ }).or(page.getByRole('button', { name: /^Log/ })).last().click()
  await expect(ghost).toHaveCount(0)
  const made = await box(page, 'Log')
  expect(Math.abs(made.x - (shown?.x ?? 0))).toBeLessThan(2)
  expect(Math.abs(made.y - (shown?.y ?? 0))).toBeLessThan(2)
})
