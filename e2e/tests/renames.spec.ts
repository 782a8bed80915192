import type { Page } from '@playwright/test'
import { expect, openTemplate, test } from './page.ts'

const card = (page: Page, title: string) => page.locator('.react-flow__node-step', { hasText: title })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const name = (page: Page) => inspector(page).getByRole('textbox', { name: 'Name', exact: true })
const pinned = (page: Page) => card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: it does nothing and returns/ })
const cell = (page: Page) => page.getByRole('gridcell', { name: /^Reserve hotel fails/ })
const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()

async function openMatrix(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Compensation coverage/ }).click()
  await page.getByRole('tab', { name: 'Failure matrix' }).click()
  await expect(cell(page)).toBeVisible()
}

test('a renamed step takes its pin and its expectations along, there, back and there again, and they are so after a reload', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await card(page, 'Reserve hotel').click()
  const pins = page.getByRole('region', { name: 'Pin', exact: true })
  await pins.getByRole('button', { name: 'Pin a value' }).click()
  await pins.getByLabel('It returns').fill('{ "status": 201, "headers": {}, "body": { "id": "res_pinned" } }')
  await expect(pinned(page)).toBeVisible()
  await openMatrix(page)
  await cell(page).focus()
  await page.keyboard.press('Space')
  await expect(cell(page)).toHaveAccessibleName(/, as expected/)

  await card(page, 'Reserve hotel').click()
  await name(page).fill('room')
  await name(page).press('Enter')
  await expect(name(page)).toHaveValue('room')
  await expect(pinned(page)).toBeVisible()
  await expect(cell(page)).toHaveAccessibleName(/, as expected/)

  await page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true }).click()
  // the step stays selected, whatever it is called
  await expect(name(page)).toHaveValue('hotel')
  await expect(pinned(page)).toBeVisible()
  await expect(cell(page)).toHaveAccessibleName(/, as expected/)

  await page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(pinned(page)).toBeVisible()
  await saved(page)
  await page.reload()
  await expect(pinned(page)).toBeVisible()
  await card(page, 'Reserve hotel').click()
  await expect(name(page)).toHaveValue('room')
  await openMatrix(page)
  await expect(cell(page)).toHaveAccessibleName(/, as expected/)
})
