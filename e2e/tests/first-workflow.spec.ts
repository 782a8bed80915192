import type { Page } from '@playwright/test'
import { DEMO_URL } from '../ports.ts'
import { expect, sentence, test, withMotion } from './page.ts'

test.use(withMotion)

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const card = (page: Page, title: string) => page.locator('.react-flow__node-step', { hasText: title })
const title = (page: Page) => inspector(page).getByRole('textbox', { name: 'Title', exact: true })

test('who knows nothing yet finds a step by what it should do, names it, gives it an undo and runs it', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New workflow' }).click()
  await page.getByRole('textbox', { name: 'Search steps' }).fill('charge the card')
  await expect(page.getByText('No step is called “charge the card”.')).toBeVisible()
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: /^Charge the card ?HTTP request$/ }).click()
  await expect(title(page)).toHaveValue('Charge the card')
  await title(page).fill('Charge')
  await page.keyboard.press('Enter')

  // the title has let go of the keys: U is a command again
  await expect(card(page, 'Charge')).toBeFocused()
  await page.keyboard.press('u')
  const choices = page.getByRole('dialog', { name: 'Undo Charge with' })
  await expect(choices).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(choices).toHaveCount(0)

  // the same from a field, by Escape
  await card(page, 'Charge').click()
  await inspector(page).getByRole('combobox', { name: 'Method' }).selectOption('POST')
  const url = inspector(page).getByRole('textbox', { name: 'URL' })
  await url.click()
  await expect(url).toBeFocused()
  await page.keyboard.insertText(`${DEMO_URL}/reservations`)
  await expect(url).toContainText('/reservations')
  // in the editor itself the first Escape may be that of its suggestions
  await title(page).click()
  await page.keyboard.press('Escape')
  await expect(card(page, 'Charge')).toBeFocused()

  // what lacks an undo says so in its lane
  await page.getByRole('button', { name: 'Add undo of Charge' }).click()
  await expect(choices).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('.react-flow__node-handler', { hasText: 'Refund' })).toBeVisible()
  await expect(title(page)).toHaveValue('Refund')
  // its settings are those of the charge: charging twice would take nothing back
  const repeats = inspector(page).getByText(/^The handler ".+" does the same as ".+" once more/)
  await expect(repeats.first()).toBeVisible()
  await inspector(page).getByRole('combobox', { name: 'Method' }).selectOption('DELETE')
  await expect(repeats).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add undo of Charge' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(sentence(page)).not.toHaveText('Nothing has been done yet.')
})
