import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()
const titleField = (page: Page) => page.getByRole('textbox', { name: 'Workflow title' })

test('two tabs: the second save is refused, and a person says which one counts', async ({ page, context }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New workflow' }).click()
  await saved(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await titleField(other).fill('Theirs')
  await expect(other).toHaveTitle(/Theirs/)
  await saved(other)

  // the refusal is a 409, which the browser writes to its console
  page.removeAllListeners('console')
  await titleField(page).fill('Mine')
  const dialog = page.getByRole('dialog', { name: 'This workflow was changed somewhere else' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep mine, replace theirs' }).click()
  await saved(page)
  await other.reload()
  await expect(titleField(other)).toHaveValue('Mine')
})
