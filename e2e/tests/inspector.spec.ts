import type { Locator, Page } from '@playwright/test'
import { expect, takeTemplate, test } from './page.ts'

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const card = (page: Page, title: string) => page.getByRole('group', { name: new RegExp(`^(Step|Handler) ${title}`) })
const section = (page: Page, name: string) => inspector(page).getByRole('region', { name, exact: true })

async function open(page: Page, title: string): Promise<void> {
  await card(page, title).first().click()
  await expect(inspector(page).getByRole('heading', { level: 2, name: title })).toBeVisible()
}

/** Puts text into a CodeMirror field key by key, as a person does, so that completion opens. */
async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.press('Delete')
  await field.pressSequentially(text)
}

async function newWorkflow(page: Page, ...kinds: readonly string[]): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: 'New workflow' }).click()
  for (const kind of kinds) await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: kind, exact: true }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(kinds.length)
}

test('an argument is picked with the keyboard from everything that is reachable, down to a field', async ({ page }) => {
  await takeTemplate(page, 'Book a trip')
  await open(page, 'Confirm trip')
  await section(page, 'Arguments').getByRole('button', { name: 'Add argument' }).click()
  const source = section(page, 'Arguments').getByRole('button', { name: /^Source of/ }).last()
  await source.click()
  const search = page.getByRole('combobox', { name: /^Search everything/ })
  await expect(search).toBeFocused()
  // its own result would be a cycle
  await expect(page.getByRole('treeitem', { name: /^Confirm/ })).toHaveCount(0)
  await search.fill('flight status')
  await expect(page.getByRole('treeitem', { name: /^status, whole number, for example 200/ })).toBeVisible()
  await search.press('ArrowDown')
  await search.press('Enter')
  await expect(source).toContainText('› status')
  await source.click()
  await page.keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  await expect(source).toBeFocused()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(source).not.toContainText('› status')
})

test('the tree opens and closes with the arrows', async ({ page }) => {
  await takeTemplate(page, 'Book a trip')
  await open(page, 'Confirm trip')
  await section(page, 'Arguments').getByRole('button', { name: /^Source of/ }).first().click()
  const search = page.getByRole('combobox', { name: /^Search everything/ })
  const rows = page.getByRole('treeitem')
  const before = await rows.count()
  await search.press('ArrowRight')
  await expect(rows).not.toHaveCount(before)
  await expect(rows.nth(1)).toHaveAttribute('aria-level', '2')
  await search.press('ArrowDown')
  await search.press('ArrowLeft')
  await search.press('ArrowLeft')
  await expect(rows).toHaveCount(before)
})

test('a guard is completed, checked and tried on a sample while it is typed', async ({ page }) => {
  await newWorkflow(page, 'Debug')
  await section(page, 'Arguments').getByRole('button', { name: 'Add argument' }).click()
  await section(page, 'Arguments').getByRole('textbox', { name: /^Value of/ }).fill('{"amount":1200,"lines":[{"sku":"A"}]}')
  await page.keyboard.press('Enter')
  await section(page, 'Only if').getByRole('button', { name: 'Add guard' }).click()
  const guard = section(page, 'Only if').getByRole('textbox', { name: 'Guard 1: only when', exact: true })
  await type(guard, 'value.am')
  await expect(page.getByRole('option', { name: /^amount/ })).toBeVisible()
  // a completion is taken only after a moment, so that fast typing is not caught by it
  await page.waitForTimeout(150)
  await guard.press('Enter')
  await expect(guard).toHaveText('value.amount')
  await guard.pressSequentially(' > 1000')
  const preview = section(page, 'Only if').getByRole('status', { name: /value on the sample/ })
  await expect(preview).toHaveText('true')
  await expect(section(page, 'Only if').getByRole('button', { name: 'Only when value.amount > 1000, otherwise skip with null' })).toBeVisible()

  await guard.press('End')
  await guard.pressSequentially(' +')
  await expect(section(page, 'Only if').locator('.cm-lintRange-error')).toBeVisible()
  await type(guard, 'value.amount > 1000')

  await section(page, 'Only if').getByText('Sample', { exact: true }).click()
  await section(page, 'Only if').getByRole('textbox', { name: /sample of the arguments$/ }).fill('{"value":{"amount":10}}')
  await expect(preview).toHaveText('false')
  await section(page, 'Only if').getByRole('button', { name: 'Guess again' }).click()
  await expect(preview).toHaveText('true')

  // a runaway is stopped, and the page goes on
  await type(guard, '$sum([[1..1000000].($ * 2), [1..1000000].($ * 3), [1..1000000].($ * 4)]')
  await guard.pressSequentially(')')
  await expect(preview).toContainText(/stopped|longer|limit|range/i)
  await type(guard, '$uppercase("ok")')
  await expect(preview).toHaveText('"OK"')
})

test('code knows its arguments and says where it cannot be read', async ({ page }) => {
  await newWorkflow(page, 'Code')
  await section(page, 'Arguments').getByRole('button', { name: 'Add argument' }).click()
  await section(page, 'Arguments').getByRole('textbox', { name: /^Value of/ }).fill('{"price":3}')
  await page.keyboard.press('Enter')
  const code = section(page, 'Settings').getByRole('textbox', { name: 'JavaScript' })
  await type(code, 'return args.value.pr')
  await expect(page.getByRole('option', { name: /^price/ })).toBeVisible()
  await code.press('Escape')
  await type(code, 'return eddy.')
  await expect(page.getByRole('option', { name: /^retry/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /^continueWith/ })).toHaveCount(0)
  await code.press('Escape')
  await type(code, 'const a = 1\nreturn a +* 2')
  await expect(section(page, 'Settings').locator('.cm-lintRange-error')).toBeVisible()
  await type(code, 'return 1')
  await expect(section(page, 'Settings').locator('.cm-lintRange-error')).toHaveCount(0)
})

test('policies are sentences that open their fields', async ({ page }) => {
  await newWorkflow(page, 'HTTP request')
  const failing = section(page, 'When it fails')
  await failing.getByRole('button', { name: 'Add rule' }).click()
  await expect(failing.getByRole('button', { name: 'If HTTP 429, try again – but no further try is allowed' })).toHaveAttribute('aria-expanded', 'true')
  const retry = section(page, 'Retry and time limit')
  await retry.getByRole('button', { name: 'Add retry' }).click()
  await retry.getByRole('textbox', { name: 'Further tries' }).fill('5')
  await page.keyboard.press('Enter')
  await expect(failing.getByRole('button', { name: 'If HTTP 429, try again, up to 5 times' })).toBeVisible()
  await retry.getByRole('checkbox', { name: 'bug' }).uncheck()
  await expect(retry.getByRole('button', { name: /^Try again up to 5 times, only for validation or transient or/ })).toBeVisible()
  await retry.getByRole('button', { name: /^Wait 100 ms/ }).click()
  await retry.getByRole('textbox', { name: 'First wait' }).fill('1')
  await retry.getByRole('textbox', { name: 'Longest wait' }).fill('30')
  await page.keyboard.press('Enter')
  await expect(retry.getByRole('button', { name: 'Wait 1 s, doubling, at most 30 s' })).toBeVisible()
  await retry.getByRole('combobox', { name: 'Another retry for a class of errors' }).click()
  await page.getByRole('option', { name: 'timeout errors' }).click()
  await expect(retry.getByRole('button', { name: 'For timeout errors: up to 5 times' })).toBeVisible()
  await failing.getByRole('button', { name: 'Remove rule 1' }).click()
  await expect(failing.getByRole('group', { name: 'Rule 1' })).toHaveCount(0)
})

test('the docs are beside the step, and an example can be taken', async ({ page }) => {
  await newWorkflow(page, 'HTTP request')
  await inspector(page).getByText('How HTTP request works').click()
  await expect(inspector(page).getByRole('rowheader', { name: 'HTTP_TIMEOUT' })).toBeVisible()
  await section(page, 'Settings').getByRole('textbox', { name: 'URL' }).fill('https://example.org')
  await inspector(page).getByRole('button', { name: 'Use example Reserve a flight' }).click()
  await page.getByRole('dialog', { name: 'Replace the settings?' }).getByRole('button', { name: 'Replace' }).click()
  await expect(section(page, 'Settings').getByRole('textbox', { name: 'URL' })).toHaveValue('http://127.0.0.1:4410/reservations')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(section(page, 'Settings').getByRole('textbox', { name: 'URL' })).toHaveValue('https://example.org')
})

test('an optional part of the settings is a switch, which keeps what was filled in', async ({ page }) => {
  await newWorkflow(page, 'Around')
  const settings = section(page, 'Settings')
  await settings.getByRole('switch', { name: 'Lock' }).check()
  await settings.getByRole('group', { name: 'Lock' }).getByRole('textbox', { name: 'Name' }).fill('account')
  await settings.getByRole('switch', { name: 'Lock' }).uncheck()
  await expect(settings.getByRole('group', { name: 'Lock' })).toHaveCount(0)
  await settings.getByRole('switch', { name: 'Lock' }).check()
  await expect(settings.getByRole('group', { name: 'Lock' }).getByRole('textbox', { name: 'Name' })).toHaveValue('account')
})
