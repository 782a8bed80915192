import { expectAccessible } from './accessible.ts'
import { expect, runSample, sentence, test } from './page.ts'

test('a template is found by its words, taken, and its failing sample is rolled back', async ({ page }) => {
  await page.goto('/')
  const cards = page.getByRole('button', { name: /^Use template/ })
  await expect(cards).toHaveCount(6)
  await page.getByRole('searchbox', { name: 'Find a template' }).fill('csv backup')
  await expect(page.getByRole('status', { name: 'Templates found' })).toHaveText('1 template')
  await cards.first().click()
  await expect(page).toHaveURL(/\/workflow\//)
  await runSample(page, 'The check after the swap fails')
  await expect(sentence(page)).toContainText('Smoke test failed: the new file does not serve its readers')
  await expect(sentence(page)).toContainText('Swap, Write new file and Back up were undone.')
})

test('categories narrow the templates, by keys too, and all can be shown', async ({ page }) => {
  await page.goto('/')
  const cards = page.getByRole('button', { name: /^Use template/ })
  await page.getByRole('button', { name: /^Show all \d+ templates$/ }).click()
  expect(await cards.count()).toBeGreaterThan(25)
  await page.getByRole('radio', { name: /^All/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: /^Access/ })).toBeChecked()
  await expect(cards).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Use template Log in' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find a template' }).fill('zebra')
  await expect(page.getByText('No template has these words in Access.')).toBeVisible()
  await expectAccessible(page, { within: 'main' })
})

test('a template with a workflow of its own brings it along', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Find a template' }).fill('sub-workflow')
  await page.getByRole('button', { name: 'Use template Fulfil an order' }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  await runSample(page, 'No courier comes')
  await expect(sentence(page)).toContainText('Courier failed')
  await expect(sentence(page)).toContainText('Label, Pack, Charge customer and Reserve items were undone.')
})

test('however narrow the page, all of its bar is in sight and its links are at hand', async ({ page }) => {
  for (const width of [1440, 1280, 1024, 800, 390]) {
    await page.setViewportSize({ width, height: 700 })
    await page.goto('/')
    const bar = page.getByRole('banner')
    for (const name of ['Import …', 'From a goal …', 'New workflow', /^Theme/]) {
      await expect(bar.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
    }
    await expect(bar.getByRole('link', { name: 'Settings' }).or(bar.getByRole('button', { name: 'Pages' }))).toBeInViewport({ ratio: 1 })
    // at the widths of most screens the pages are read without opening anything
    if (width >= 1280) await expect(bar.getByRole('link', { name: 'Settings' })).toBeVisible()
  }
})
