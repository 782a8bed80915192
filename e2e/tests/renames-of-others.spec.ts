import type { Page } from '@playwright/test'
import { expect, openTemplate, test } from './page.ts'
import { create, type Doc, openEditor, save } from './versioned.ts'

// a stale save is refused with a 409
test.use({ refusals: true })

const card = (page: Page, title: string) => page.locator('.react-flow__node-step', { hasText: title })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const name = (page: Page) => inspector(page).getByRole('textbox', { name: 'Name', exact: true })
const pinned = (page: Page) => card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: it does nothing and returns/ })
const pins = (page: Page) => page.getByRole('region', { name: 'Pin', exact: true })

test('a pin that somebody else makes, and one whose step somebody else renames, is seen without a reload', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
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

async function typing(page: Page): Promise<(change: (document: Doc) => Doc) => Promise<void>> {
  const id = await create(page.request, { name: 'typed_in', steps: [{ name: 'calc', kind: 'code', title: 'Calc', config: { source: 'return 1' } }, { name: 'other', kind: 'debug', title: 'Other', waitFor: ['calc'] }] })
  await openEditor(page, id)
  await card(page, 'Calc').click()
  await code(page).click()
  await page.keyboard.press('Control+End')
  return (change) => save(page.request, id, change)
}
const code = (page: Page) => inspector(page).getByRole('textbox', { name: 'JavaScript' })
const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved' })).toBeVisible()

test('a step that somebody else renames while its code is typed keeps the caret and every letter', async ({ page }) => {
  const saveElsewhere = await typing(page)
  await page.keyboard.type(' + 41')
  await saved(page)
  await saveElsewhere((document) => ({ ...document, steps: document.steps.map((step) => (step['name'] === 'calc' ? { ...step, name: 'compute' } : { ...step, waitFor: ['compute'] })) }))
  await page.keyboard.type('1111', { delay: 100 })
  await expect(name(page)).toHaveValue('compute')
  await page.keyboard.type('2222')
  await expect(code(page)).toHaveText('return 1 + 4111112222')
  await expect(code(page)).toBeFocused()
  // and so for what is half typed elsewhere, and for a rename of one's own
  await name(page).fill('half_ty')
  await saved(page)
  await saveElsewhere((document) => ({ ...document, steps: document.steps.map((step) => (step['name'] === 'compute' ? { ...step, name: 'compute_it' } : { ...step, waitFor: ['compute_it'] })) }))
  await expect(inspector(page).getByRole('heading', { name: 'Calc' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'saved:' }).first()).toBeVisible()
  await expect(name(page)).toHaveValue('half_ty')
  await name(page).press('Enter')
  await expect(name(page)).toBeFocused()
})

test('a step that somebody else removes while its code is typed is offered back with every letter', async ({ page }) => {
  const saveElsewhere = await typing(page)
  await saved(page)
  // a page with much to do: what is typed is told late
  const theirs = saveElsewhere((document) => ({ ...document, steps: document.steps.slice(1).map((step) => ({ ...step, waitFor: [] })) }))
  await page.keyboard.type(' + 4242424242', { delay: 60 })
  await theirs
  const clash = page.getByRole('region', { name: 'Changed in two ways' })
  await expect(clash).toContainText('Nothing goes to the server until you choose.')
  await clash.getByRole('button', { name: /^Mine:/ }).click()
  await saved(page)
  await expect(code(page)).toHaveText('return 1 + 4242424242')
})

test('a step that somebody else removes leaves no commands of what is typed on', async ({ page }) => {
  const saveElsewhere = await typing(page)
  await saved(page)
  await saveElsewhere((document) => ({ ...document, steps: document.steps.slice(1).map((step) => ({ ...step, waitFor: [] })) }))
  await expect(card(page, 'Calc')).toHaveCount(0)
  await page.keyboard.type('nun')
  await expect(page.locator('.react-flow__node')).toHaveCount(1)
  await page.getByRole('status').getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(card(page, 'Calc')).toBeVisible()
})
