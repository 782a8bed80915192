import type { Page } from '@playwright/test'
import { expect, openNew, test } from './page.ts'

const steps = (page: Page) => page.getByRole('complementary', { name: 'Steps' })
const lastEdit = (page: Page) => page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true })

test('what is looked for and is no kind becomes the name of the step, with its undo in the same pick', async ({ page }) => {
  await openNew(page)
  await steps(page).getByRole('textbox', { name: 'Search steps' }).fill('charge the card')
  await steps(page).getByRole('button', { name: /^Charge the card ?with undo: Refund the card$/ }).first().click()
  await expect(page.getByRole('group', { name: /^Step Charge the card, has an undo/ })).toHaveCount(1)
  await expect(page.getByRole('group', { name: /^Handler Refund the card/ })).toHaveCount(1)
  await lastEdit(page).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(0)

  // by keyboard: Enter takes the first
  await steps(page).getByRole('textbox', { name: 'Search steps' }).fill('reserve room')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: /^Step Reserve room/ })).toHaveCount(1)
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('reserve_room')
})

test('a step that becomes another kind keeps its name', async ({ page }) => {
  await openNew(page)
  await steps(page).getByRole('button', { name: 'Text', exact: true }).click()
  await page.getByRole('group', { name: /^Step Text/ }).click()
  await page.keyboard.press('r')
  const list = page.getByRole('dialog', { name: 'Replace Text with' })
  await list.getByRole('textbox', { name: 'Search steps' }).fill('weigh the parcel')
  await expect(list.getByText('One of these can do it:')).toBeVisible()
  await list.getByRole('button', { name: 'Code', exact: true }).click()
  await expect(page.getByRole('group', { name: /^Step Text/ })).toHaveCount(1)
})
