import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, openDocument, runSample, sentence, takeTemplate, test } from './page.ts'

/** Does a command by its words, as a person without a pointer would. */
async function command(page: Page, words: string, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands, steps and kinds' })).toBeFocused()
  await page.keyboard.type(words)
  await expect(page.locator('[role=option][aria-selected=true]')).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Search commands, steps and kinds' })).toHaveCount(0)
}

const card = (page: Page, name: string) => page.locator(`.react-flow__node[data-id="${name}"]`)
const row = (page: Page, name: RegExp) => page.getByRole('treeitem', { name })

test('a workflow is drawn, given an undo and run with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  const create = page.getByRole('button', { name: 'New workflow' })
  await expect(create).toBeEnabled()
  for (let tabs = 0; tabs < 30 && !(await create.evaluate((element) => element === document.activeElement)); tabs++) await page.keyboard.press('Tab')
  await expect(create).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/workflow\//)
  await expect(page.getByRole('button', { name: 'Commands' })).toBeVisible()
  await command(page, 'add expression', /Add Expression/)
  await expect(card(page, 'expression')).toBeVisible()
  await command(page, 'add expression', /Add Expression/)
  await expect(card(page, 'expression_2')).toBeVisible()
  await command(page, 'select nothing', /Select nothing/)

  // what cannot be done says why, and the list stays
  await page.keyboard.press('Control+k')
  await page.keyboard.type('connect to')
  await expect(page.locator('[role=option][aria-selected=true]')).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Select one step first.')
  await page.keyboard.press('Escape')

  // from the outline: the first step, to the second one
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByRole('tree')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(row(page, /^Expression ?, /)).toHaveAttribute('aria-selected', 'true')
  await command(page, 'connect', /Connect Expression to/)
  await expect(page.getByRole('combobox', { name: 'Pass the result to which step?' })).toBeFocused()
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText(/Connect Expression to Expression 2/)
  await expect(page.locator('.react-flow__edge[data-id="data:expression>expression_2"]')).toHaveCount(1)

  await command(page, 'add an undo', /Add an undo to Expression/)
  await expect(page.getByRole('textbox', { name: 'Search steps' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row(page, /^Undo expression ?, /)).toBeVisible()
  await expect(row(page, /^Expression ?, ?Expression ?, has an undo/)).toBeVisible()

  await command(page, 'run', /^Run/)
  await expect(page.getByRole('dialog', { name: /^Run / })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/\/runs\//)
  await expect(sentence(page)).toContainText('succeeded')
})

test('the outline edits: rename, reorder, add behind, delete, fold, find by letters', async ({ page }) => {
  await openDocument(page, { eddy: 1, name: 'outlined', steps: [{ name: 'expression', kind: 'expression', config: { expr: '1' } }, { name: 'debug', kind: 'debug' }, { name: 'wait', kind: 'wait.timer', config: { duration: 'PT1S' } }] })
  await page.keyboard.press('Control+Shift+O')
  const tree = page.getByRole('tree')
  await expect(tree).toBeFocused()
  const labels = () => page.getByRole('treeitem').evaluateAll((rows) => rows.map((element) => element.textContent?.split(',')[0]))
  expect(await labels()).toHaveLength(4)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  expect((await labels())[2]).toBe('Expression')
  await page.keyboard.press('F2')
  await page.keyboard.type('Work out the price')
  await page.keyboard.press('Enter')
  await expect(row(page, /^Work out the price/)).toHaveAttribute('aria-selected', 'true')
  await expect(card(page, 'expression')).toContainText('Work out the price')
  await expect(tree).toBeFocused()

  await page.keyboard.press('a')
  await expect(page.getByRole('textbox', { name: 'Search steps' }).last()).toBeFocused()
  await page.keyboard.type('debug')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem')).toHaveCount(5)
  await expect(tree).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('treeitem')).toHaveCount(4)

  await page.keyboard.press('w')
  await expect(row(page, /^(Wait|Work)/).and(page.locator('[aria-selected=true]'))).toHaveCount(1)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('treeitem')).toHaveCount(1)
  await page.reload()
  await expect(tree).toBeVisible()
})

const looks = ['light', 'dark', 'high contrast', 'dark high contrast'] as const

test('axe finds nothing in light, in dark, and in high contrast', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: /^Use template/ }).first()).toBeVisible()
  await expectAccessible(page, { looks, where: 'home' })
  await takeTemplate(page, 'Book a trip')
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByRole('tree')).toBeFocused()
  await page.keyboard.press('End')
  await expectAccessible(page, { looks, where: 'editor' })
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('listbox', { name: 'Commands' })).toBeVisible()
  await expectAccessible(page, { looks, where: 'palette' })
  await page.keyboard.press('Escape')
  await runSample(page, 'Everything is available')
  await expect(sentence(page)).toContainText('4 steps succeeded.')
  await expectAccessible(page, { looks, where: 'run' })
})
