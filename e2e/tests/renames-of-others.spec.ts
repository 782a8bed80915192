import type { Page } from '@playwright/test'
import { expect, takeTemplate, test } from './page.ts'

const card = (page: Page, title: string) => page.locator('.react-flow__node-step', { hasText: title })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const name = (page: Page) => inspector(page).getByRole('textbox', { name: 'Name', exact: true })
const pinned = (page: Page) => card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: it does nothing and returns/ })
const pins = (page: Page) => page.getByRole('region', { name: 'Pin', exact: true })

test('a pin that somebody else makes, and one whose step somebody else renames, is seen without a reload', async ({ page }) => {
  await takeTemplate(page, 'Book a trip')
  await card(page, 'Reserve hotel').click()
  await pins(page).getByRole('button', { name: 'Pin a value' }).click()
  await pins(page).getByLabel('It returns').fill('{ "status": 201, "headers": {}, "body": { "id": "res_pinned" } }')
  await expect(pinned(page)).toBeVisible()
  await expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()

  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(pinned(other)).toBeVisible()
  await card(other, 'Reserve hotel').click()
  await name(other).fill('room')
  await name(other).press('Enter')
  await expect(name(other)).toHaveValue('room')
  await expect(pinned(other)).toBeVisible()

  // the rename arrives with the other's next save
  await expect(async () => {
    await card(page, 'Reserve flight').click()
    await card(page, 'Reserve hotel').click()
    await expect(name(page)).toHaveValue('room', { timeout: 2000 })
  }).toPass()
  await expect(pinned(page)).toBeVisible()
  await expect(pins(page).getByLabel('It returns')).toContainText('res_pinned')

  // and the pin goes on being one that both may change
  await pins(page).getByRole('button', { name: 'Remove the pin' }).click()
  await expect(pinned(page)).toHaveCount(0)
  await expect(pinned(other)).toHaveCount(0)
  await other.close()
})
