import type { Page } from '@playwright/test'
import { DEMO_URL } from '../ports.ts'
import { expect, openTemplate, sentence, test } from './page.ts'

interface Write {
  readonly method: string
  readonly path: string
}

const card = (page: Page, title: string) => page.locator('.react-flow__node-step', { hasText: title })
const pinSection = (page: Page) => page.getByRole('region', { name: 'Pin', exact: true })
const plan = (page: Page) => page.getByRole('region', { name: 'Plan of the run' })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })

/** Only writes that were asked for since the last reset. */
async function writes(page: Page): Promise<readonly string[]> {
  const all: readonly Write[] = await (await page.request.get(`${DEMO_URL}/writes`)).json()
  return all.map(({ method, path }) => `${method} ${path.replace(/\/res_\d+.*/, '/…')}`)
}

async function whole(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click()
  await expect(page).toHaveURL(/\/runs\//)
}

test.beforeEach(async ({ page }) => {
  await page.request.post(`${DEMO_URL}/reset`)
  await openTemplate(page, 'Book a trip')
})

test('a pinned value and a pinned failure: the run performs neither, rolls back, and says what it is', async ({ page }) => {
  await card(page, 'Reserve hotel').click()
  await pinSection(page).getByRole('button', { name: 'Pin a value' }).click()
  await pinSection(page).getByLabel('It returns').fill('{ "status": 201, "headers": {}, "body": { "id": "res_pinned" } }')
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: it does nothing and returns/ })).toBeVisible()
  await card(page, 'Reserve car').click()
  await pinSection(page).getByRole('button', { name: 'Pin a failure' }).click()
  await pinSection(page).getByLabel('Error code').fill('NO_CARS')
  await pinSection(page).getByLabel('Error code').press('Enter')
  await pinSection(page).getByLabel('Error message').fill('no car is left, as pinned')
  await expect(card(page, 'Reserve car').getByRole('img', { name: 'Pinned failure: it fails with NO_CARS on every attempt' })).toBeVisible()
  await whole(page)
  await expect(sentence(page)).toContainText('Reserve car failed: no car is left, as pinned.')
  await expect(sentence(page)).toContainText('Reserve flight was undone.')
  await expect(page.getByRole('note', { name: 'Trial' })).toHaveText('Run with the fixture Sample. Reserve hotel did nothing and answered with a pinned value. Reserve car failed as pinned.')
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: / })).toBeVisible()
  expect(await writes(page)).toEqual(['POST /reservations', 'DELETE /reservations/…'])
  await page.goto('/runs')
  await expect(page.getByRole('row').filter({ has: page.getByRole('link') }).first()).toContainText('Fixture Sample')
})

test('run to here shows its plan and runs just that; the next part reuses what is there', async ({ page }) => {
  await card(page, 'Reserve hotel').click()
  await page.keyboard.press('t')
  await expect(plan(page)).toContainText(/Runs 2 steps, leaves out 2; calls HTTP POST .* 2 times/)
  await expect(card(page, 'Reserve flight').getByRole('img', { name: 'Runs' })).toBeVisible()
  await expect(card(page, 'Reserve flight').getByRole('img', { name: /^Really does: HTTP POST/ })).toBeVisible()
  await expect(card(page, 'Reserve car').getByRole('img', { name: 'Not run' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(plan(page)).toHaveCount(0)
  expect(await writes(page)).toEqual([])

  await card(page, 'Reserve hotel').click()
  await page.keyboard.press('t')
  await expect(plan(page).getByRole('button', { name: /^Run/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: 'Last run: succeeded' })).toBeVisible()
  expect(await writes(page)).toEqual(['POST /reservations', 'POST /reservations'])

  await card(page, 'Reserve car').click()
  await page.keyboard.press('t')
  await expect(plan(page)).toContainText('Runs 1 step, reuses 1, leaves out 2; calls HTTP POST')
  // the run whose results they are is over by now
  await expect(plan(page).getByLabel('Take results of')).toContainText('succeeded')
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: 'Reused', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(card(page, 'Reserve car').getByRole('img', { name: 'Last run: succeeded' })).toBeVisible()
  expect(await writes(page)).toEqual(['POST /reservations', 'POST /reservations', 'POST /reservations'])
})

test('a step by itself says which results it lacks, from its menu', async ({ page }) => {
  await card(page, 'Confirm trip').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Run this step only/ }).click()
  await expect(plan(page).getByRole('alert')).toHaveText('Reserve flight, Reserve hotel and Reserve car have no result to start from: run to here instead, or pin a value.')
  await expect(plan(page).getByRole('button', { name: /^Run Enter/ })).toBeDisabled()
  await plan(page).getByRole('button', { name: /^Run to here instead/ }).click()
  await expect(plan(page)).toContainText(/Runs 4 steps; calls HTTP POST .* 3 times/)
  expect(await writes(page)).toEqual([])
})

test('an edit marks what is stale and how far it spreads; its undo clears the marks', async ({ page }) => {
  await whole(page)
  await expect(sentence(page)).toContainText('4 steps succeeded.')
  await page.goBack()
  await expect(card(page, 'Reserve flight').getByRole('img', { name: 'Last run: succeeded' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Stale/ })).toHaveCount(0)
  await card(page, 'Reserve hotel').click()
  const url = inspector(page).getByRole('textbox', { name: 'URL' })
  await url.fill('http://127.0.0.1:1/hotels')
  await url.blur()
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: 'Stale since the last run: setting url was changed.' })).toBeVisible()
  await expect(card(page, 'Reserve car').getByRole('img', { name: 'Stale since the last run: Reserve hotel, which it depends on, is not as it was.' })).toBeVisible()
  await expect(card(page, 'Reserve flight').getByRole('img', { name: 'Last run: succeeded' })).toBeVisible()
  await expect(page.locator('.react-flow__edge [data-line=spread]').first()).toBeAttached()
  await page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Stale/ })).toHaveCount(0)
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: 'Last run: succeeded' })).toBeVisible()
})

test('fixtures are made of the last run, renamed, duplicated and deleted; a changed last value is a pin, and is reverted', async ({ page }) => {
  await whole(page)
  await expect(sentence(page)).toContainText('4 steps succeeded.')
  await page.goBack()
  await page.getByRole('button', { name: 'Fixtures', exact: true }).click()
  const drawer = page.getByRole('complementary', { name: 'Fixtures and last values' })
  await drawer.getByRole('button', { name: 'From the last run' }).click()
  await expect(drawer.getByRole('list', { name: 'Pinned steps' }).getByRole('listitem')).toHaveCount(4)
  const name = drawer.getByLabel('Name')
  await name.fill('Ada')
  await name.press('Enter')
  await expect(drawer.getByRole('radio', { name: 'Ada', exact: true })).toBeChecked()
  await drawer.getByRole('button', { name: 'Duplicate' }).click()
  await expect(drawer.getByRole('radio', { name: 'Ada 2' })).toBeChecked()
  await drawer.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(drawer.getByRole('radio', { name: 'None' })).toBeChecked()
  await expect(drawer.getByRole('radio', { name: 'Ada 2' })).toHaveCount(0)

  await drawer.getByRole('tab', { name: 'Last values' }).click()
  await drawer.getByRole('button', { name: /^Value of Confirm trip/ }).click()
  await drawer.getByLabel('Value of Confirm trip in the next run').fill('"Never booked"')
  await expect(drawer.getByRole('button', { name: 'Value of Confirm trip: "Never booked"' })).toBeVisible()
  await expect(card(page, 'Confirm trip').getByRole('img', { name: /^Pinned: it does nothing and returns "Never booked"/ })).toBeVisible()
  await drawer.getByRole('button', { name: 'Revert the value of Confirm trip' }).click()
  await expect(card(page, 'Confirm trip').getByRole('img', { name: /^Pinned/ })).toHaveCount(0)

  await drawer.getByRole('tab', { name: 'Fixtures', exact: true }).click()
  await drawer.getByRole('radio', { name: 'Ada', exact: true }).check()
  await page.reload()
  await expect(page.getByText('Fixture Ada', { exact: true })).toBeVisible()
  await expect(card(page, 'Reserve car').getByRole('img', { name: /^Pinned: / })).toBeVisible()
  await page.request.post(`${DEMO_URL}/reset`)
  await whole(page)
  await expect(sentence(page)).toContainText('4 steps succeeded.')
  expect(await writes(page)).toEqual([])
})

test('a fixture whose save is on its way when the page is loaded again keeps its edits', async ({ page }) => {
  await card(page, 'Reserve hotel').click()
  // a save that is under way holds the next one back
  const stored = page.waitForResponse(/fixture\.save/)
  await pinSection(page).getByRole('button', { name: 'Pin a value' }).click()
  await expect(page.getByText('Fixture Sample', { exact: true })).toBeVisible()
  await stored
  // requests that never arrive
  await page.route(/\/trpc\/[^?]*fixture\.save/, () => new Promise(() => undefined))
  await page.getByRole('button', { name: 'Fixtures', exact: true }).click()
  const name = page.getByRole('complementary', { name: 'Fixtures and last values' }).getByLabel('Name')
  const asked = page.waitForRequest(/fixture\.save/)
  await name.fill('Ada')
  await name.press('Enter')
  await asked
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await expect(page.getByText('Fixture Ada', { exact: true })).toBeVisible()
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: /^Pinned: / })).toBeVisible()
})
