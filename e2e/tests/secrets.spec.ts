import type { Page } from '@playwright/test'
import { expect, openNew, test } from './page.ts'

const value = 'a-value-of-4711'
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const section = (page: Page, name: string) => inspector(page).getByRole('region', { name, exact: true })

test('a secret is made in the settings, replaced, and removed once nobody takes it', async ({ page }) => {
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    // a stream never ends
    if (response.url().includes('/trpc') && !response.headers()['content-type']?.includes('event-stream')) answers.push(response.text().catch(() => ''))
  })
  await page.goto('/')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Create a secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create a secret' })
  await dialog.getByRole('textbox', { name: 'Name of the secret' }).fill('no good')
  await expect(dialog.getByRole('alert')).toContainText('Only letters')
  await dialog.getByRole('textbox', { name: 'Name of the secret' }).fill('api_token')
  await dialog.getByRole('textbox', { name: 'Value' }).fill('abc')
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Value' }).fill(value)
  await dialog.getByRole('button', { name: 'Create' }).click()
  const row = page.getByRole('list', { name: 'Secrets' }).getByRole('listitem', { name: 'api_token' })
  await expect(row).toContainText('never')
  await expect(row).toContainText('Used by no workflow')
  await row.getByRole('button', { name: 'Replace api_token' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill(value)
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // taken, and made in place
  await openNew(page)
  await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'Debug', exact: true }).click()
  const given = section(page, 'Arguments')
  await given.getByRole('button', { name: 'Add argument' }).click()
  await given.getByRole('button', { name: /^Source of/ }).click()
  await page.getByRole('combobox', { name: /^Search everything/ }).fill('secret api')
  await page.keyboard.press('Enter')
  await expect(given.getByRole('button', { name: /^Source of/ })).toHaveText('Secret api_token')
  await given.getByRole('textbox', { name: /^Secret for/ }).fill('other_token')
  await page.keyboard.press('Enter')
  await expect(given.getByRole('alert')).toHaveText('There is no secret called other_token.')
  await expect(inspector(page).getByRole('list', { name: 'Problems of this step' })).toContainText('other_token')
  await given.getByRole('button', { name: 'Create it …' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill(`${value}-other`)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await expect(given.getByRole('alert')).toHaveCount(0)
  await expect(inspector(page).getByRole('list', { name: 'Problems of this step' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: /run/i }).last().click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText('Succeeded').first()).toBeVisible()
  await expect(page.locator('body')).not.toContainText(value)

  await page.goto('/settings')
  const other = page.getByRole('listitem', { name: 'other_token' })
  await expect(other).not.toContainText('never')
  await other.getByRole('button', { name: 'Remove other_token' }).click()
  await expect(page.getByRole('dialog').getByRole('list', { name: 'Used by' })).toContainText('New workflow')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it all the same' }).click()
  await expect(page.getByRole('listitem', { name: 'other_token' })).toHaveCount(0)
  expect((await Promise.all(answers)).join('\n')).not.toContain(value)
})
