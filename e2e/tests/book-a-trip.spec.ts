import { DEMO_URL } from '../ports.ts'
import { expect, runSample, sentence, takeTemplate, test, withMotion } from './page.ts'

test.use(withMotion)

test.describe.configure({ mode: 'serial' })

test('a trip is booked, and the run shows each step done', async ({ page }) => {
  await takeTemplate(page, 'Book a trip')
  await runSample(page, 'Everything is available')
  await expect(sentence(page)).toContainText('4 steps succeeded.')
  await expect(page.locator('.react-flow__node', { hasText: 'Reserve car' }).first()).toContainText('Succeeded')
})

test('a car that fails rolls the trip back, newest first, and nothing stays reserved', async ({ page, request }) => {
  await request.post(`${DEMO_URL}/reset`)
  await takeTemplate(page, 'Book a trip')
  await runSample(page, 'No car is left')
  await expect(sentence(page)).toContainText('Reserve hotel and Reserve flight were undone.')
  await expect(sentence(page)).toContainText('Reserve car failed')
  for (const title of ['Reserve flight', 'Reserve hotel']) await expect(page.locator('.react-flow__node', { hasText: title }).first()).toContainText('Undone')
  await page.getByRole('tab', { name: 'Demo service' }).click()
  await expect(page.getByText('The demo service holds no reservations.')).toBeVisible()
  expect(await (await request.get(`${DEMO_URL}/reservations`)).json()).toEqual([])
})

test('a reload in the middle of a run shows it going on to its end', async ({ page }) => {
  await takeTemplate(page, 'Book a trip')
  await runSample(page, 'No car is left')
  await expect(page.locator('.react-flow__node', { hasText: 'Reserve flight' }).first()).toContainText('Succeeded')
  await page.reload()
  await expect(sentence(page)).toContainText('were undone.')
})

test('a run that is over looks the same when it is opened from the list', async ({ page }) => {
  await page.goto('/runs')
  await page.getByRole('link', { name: /Book a trip/ }).first().click()
  await expect(sentence(page)).toContainText('Reserve hotel and Reserve flight were undone.')
  await expect(page.locator('.react-flow__node', { hasText: 'Reserve hotel' }).first()).toContainText('Undone')
})
