import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

const goalPanel = (page: Page) => page.getByRole('complementary', { name: 'Draft from a goal' })
const subGoal = (page: Page, text: string) => goalPanel(page).getByRole('list', { name: 'Sub-goals' }).getByRole('listitem', { name: text, exact: true })
async function post(request: APIRequestContext, procedure: string, data: object) {
  const answer = await (await request.post(`/trpc/${procedure}`, { data })).json()
  expect(answer.error).toBeUndefined()
  return answer.result.data
}

test('S-45: a goal becomes ghosts; some are edited, one refused, the rest accepted, undone, accepted again and run', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'From a goal …' }).click()
  const panel = goalPanel(page)
  await panel.getByRole('textbox', { name: 'What is the workflow to do?' }).fill('Book a flight, a hotel and a car, then charge the card, brew coffee, send a confirmation. Undo everything on failure.')
  await panel.getByRole('button', { name: 'Propose steps' }).click()
  await expect(panel.getByRole('list', { name: 'Sub-goals' }).getByRole('listitem')).toHaveCount(6)
  const ghosts = page.getByRole('img', { name: 'Proposed', exact: true })
  await expect(ghosts.first()).toBeVisible()
  await expectAccessible(page, { within: '[aria-label="Draft from a goal"]' })

  await subGoal(page, 'brew coffee').getByRole('button').first().click()
  await expect(subGoal(page, 'brew coffee')).toContainText('Choose the kind of step that does it.')
  await subGoal(page, 'brew coffee').getByRole('button', { name: 'Refuse' }).click()
  await expect(subGoal(page, 'brew coffee')).toContainText('Refused')

  await subGoal(page, 'Book a hotel').getByRole('button').first().click()
  await expect(subGoal(page, 'Book a hotel')).toContainText(/Undone by DELETE .*reservations/)
  const title = subGoal(page, 'Book a hotel').getByRole('textbox', { name: 'Title' })
  await title.fill('Book a quiet hotel')
  await title.press('Enter')
  // by the keyboard, as one goes through the list
  await subGoal(page, 'Book a hotel').getByRole('button').first().focus()
  await page.keyboard.press('a')
  await expect(subGoal(page, 'Book a flight')).toContainText('Accepted')
  await expect(subGoal(page, 'Book a car')).toContainText('Proposed')
  await panel.getByRole('button', { name: 'Accept all 3' }).click()
  await expect(subGoal(page, 'send a confirmation')).toContainText('Accepted')
  await expect(panel.getByRole('status')).toHaveText(/All of it is decided/)
  await panel.getByRole('button', { name: 'Done' }).click()

  const canvas = page.getByRole('application', { name: 'Canvas' }).or(page.getByLabel('Canvas', { exact: true })).first()
  await expect(canvas.getByText('Book a quiet hotel')).toBeVisible()
  await expect(ghosts).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(canvas.getByText('Charge the card')).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible()
})

test('S-58, S-61: templates are found by the agent that they ask and bound to another; what recurs in runs is suggested and shared', async ({ page, request }) => {
  await page.goto('/library')
  await page.getByRole('region', { name: 'Asks an agent' }).getByRole('button', { name: /^developer/ }).click()
  await expect(page).toHaveURL(/agent=developer/)
  await page.getByRole('link', { name: 'An agent does a task', exact: true }).click()
  await page.getByRole('button', { name: 'Install …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Install An agent does a task' })
  await expect(dialog.getByRole('combobox', { name: 'Agent for developer' })).toHaveText('developer')
  await dialog.getByRole('combobox', { name: 'Agent for qa' }).click()
  await expect(page.getByRole('option')).toHaveText([/qa/])
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Copy to the canvas', exact: true }).click()
  await expect(page).toHaveURL(/\/workflow\//)

  const { id } = await post(request, 'workflow.create', { document: { eddy: 1, name: 'recurring_narwhal', title: 'Recurring narwhal', steps: [{ name: 'one', kind: 'expression', config: { expr: '"narwhal"' } }, { name: 'two', kind: 'debug', arguments: [{ name: 'n', from: { result: 'one' } }] }] } })
  for (let run = 0; run < 3; run++) await post(request, 'run.start', { workflowId: id, input: {} })
  await page.goto('/library')
  const strip = page.getByRole('region', { name: 'Recurring in your runs' })
  await expect(async () => {
    await page.reload()
    await expect(strip.getByText('Recurring narwhal')).toBeVisible({ timeout: 3000 })
  }).toPass()
  await expect(strip).toContainText('the whole workflow in 3 successful runs')
  await strip.getByRole('button', { name: 'Share as a template: Recurring narwhal' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^(Share|Publish)/ }).click()
  await expect(page.getByRole('dialog', { name: 'It is in the library' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(strip.getByText('Recurring narwhal')).toHaveCount(0)
})
