import { DEMO_URL } from '../ports.ts'
import { expectAccessible } from './accessible.ts'
import { expect, openTemplate, test } from './page.ts'
import type { Page } from '@playwright/test'

test.describe.configure({ mode: 'serial' })

const panel = (page: Page) => page.getByRole('complementary', { name: 'Rehearsal' })
const stage = (page: Page) => page.getByRole('region', { name: 'Rehearsed run' })
const outcome = (page: Page) => page.getByRole('status', { name: 'What happened in the rehearsal' })
const card = (page: Page, title: string) => stage(page).locator('.react-flow__node', { hasText: title }).first()

/** By the palette, once it has the keyboard. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Search commands, steps and kinds' })
  await expect(search).toBeFocused()
  await search.fill(words)
  await page.keyboard.press('Enter')
}

test('a trip is rehearsed on the canvas: the real engine, no effect', async ({ page, request }) => {
  await request.post(`${DEMO_URL}/reset`)
  await openTemplate(page, 'Book a trip')
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(stage(page).getByText('Rehearsed', { exact: true })).toBeVisible()
  await expect(outcome(page)).toHaveText('Rehearsed: Succeeded.')
  await expect(card(page, 'Reserve car')).toContainText('Succeeded')
  // event by event, whatever the speed of the machine
  await page.getByRole('button', { name: 'To the start' }).click()
  const next = stage(page).getByRole('button', { name: 'Next event' })
  // the run starts, and its time limit begins
  for (let event = 0; event < 2; event++) await next.click()
  for (const state of ['Queued', 'Running', 'Succeeded']) {
    await next.click()
    await expect(card(page, 'Reserve flight')).toContainText(state)
  }
  expect(await (await request.get(`${DEMO_URL}/reservations`)).json()).toEqual([])
})

test('the failure matrix is walked by keys, and Enter plays a cell', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await page.getByRole('button', { name: 'Compensation coverage 100 %' }).click()
  await expect(panel(page).getByText('3 covered, but not half done')).toBeVisible()
  await page.getByRole('tab', { name: 'Failure matrix' }).click()
  const grid = page.getByRole('grid', { name: 'Failure matrix' })
  await expect(grid.getByRole('gridcell', { name: /(fails|recovers|times out|crash|cancelled)[:,]/ })).toHaveCount(24)
  await grid.getByRole('gridcell', { name: 'Reserve flight fails: rolled back' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(grid.getByRole('gridcell', { name: 'Reserve car fails: rolled back' })).toBeFocused()
  await expect(page.getByRole('status', { name: 'What the cell comes to' })).toHaveText('Reserve car fails on every try: Failed at Reserve car; undone: Reserve hotel, then Reserve flight; nothing is left. About 1 s.')
  await expect(grid.getByRole('gridcell', { name: 'Confirm trip undo fails: not reached' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(outcome(page)).toContainText('Failed at Reserve car; undone: Reserve hotel, then Reserve flight; nothing is left.')
  await expect(card(page, 'Reserve hotel')).toContainText('Undone')
  await expect(card(page, 'Reserve car')).toContainText('Failed')
  await page.keyboard.press('Escape')
  await expectAccessible(page, { within: '[aria-label="Rehearsal"]' })
})

test('a run is stepped through, stops where it is told to, and fails as it is told to on the card', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(outcome(page)).toHaveText('Rehearsed: Succeeded.')
  await card(page, 'Reserve hotel').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Stop before it starts' }).click()
  await card(page, 'Reserve hotel').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'It cannot be undone' }).click()
  await expect(page.getByRole('combobox', { name: 'How it fails' })).toContainText('cannot be undone')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(card(page, 'Reserve flight')).toContainText('Succeeded')
  await expect(card(page, 'Reserve hotel')).toContainText('Queued')
  await stage(page).getByRole('button', { name: 'Next event' }).click()
  await expect(card(page, 'Reserve hotel')).toContainText('Running')
  await page.keyboard.press('k')
  await expect(card(page, 'Reserve hotel')).toContainText('Queued')
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(card(page, 'Reserve hotel')).toContainText('Undo failed')
  await expect(outcome(page)).toContainText('could not undo Reserve hotel')
  await expect(outcome(page)).toContainText('left: Reserve hotel')
})

test('an expectation is kept, and an edit that breaks it is told while one edits', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await page.getByRole('button', { name: /^Compensation coverage/ }).click()
  await page.getByRole('tab', { name: 'Failure matrix' }).click()
  const failing = page.getByRole('gridcell', { name: /^Reserve car fails: rolled back/ })
  await failing.focus()
  await page.keyboard.press('Space')
  await expect(failing).toHaveAccessibleName('Reserve car fails: rolled back, as expected')
  await page.reload()
  await page.getByRole('button', { name: /^Compensation coverage/ }).click()
  await page.getByRole('tab', { name: 'Failure matrix' }).click()
  await expect(failing).toHaveAccessibleName('Reserve car fails: rolled back, as expected')
  // the undo of the hotel is taken away on the canvas
  await page.locator('.react-flow__node', { hasText: 'Cancel hotel' }).first().click()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('gridcell', { name: /^Reserve car fails/ })).toHaveAccessibleName('Reserve car fails: rolled back, 1 left, not as expected, changed')
  await expect(page.getByRole('button', { name: 'Compensation coverage 66 %' })).toBeVisible()
  await page.getByRole('tab', { name: /^Changes · 1 broken/ }).click()
  await expect(panel(page)).toContainText('car fails on every try: undone was to be hotel, flight, and is flight; left was to be nothing, and is hotel')
  await expect(panel(page)).toContainText('Reserve hotel is no longer undone')
})

test('the accident drill gives each step its badges, and the palette knows all of it', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await command(page, 'accident drill')
  const drill = page.getByRole('region', { name: 'Accident drill' })
  await expect(drill).toContainText('9 passed, 0 failed, 6 cannot be told by a rehearsal.')
  await expect(drill.getByRole('region', { name: 'Reserve hotel' }).getByRole('listitem')).toHaveCount(5)
  await drill.getByRole('button', { name: 'Reserve hotel' }).click()
  await command(page, 'Rehearse: Reserve hotel times out')
  await expect(outcome(page)).toContainText('left: Reserve hotel')
})
