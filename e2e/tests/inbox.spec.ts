import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

const ask = (config: object = {}) => ({
  name: 'ask_finance',
  kind: 'approval',
  config: { title: 'Pay {{ cents }} cents to {{ who }}?', text: 'The invoice is **due today**.', role: 'finance', ...config },
  arguments: [{ name: 'cents', from: { value: 4900 } }, { name: 'who', from: { value: 'Ada' } }],
})

/** Makes a workflow and starts it, as a program would. */
async function startRun(page: Page, name: string, steps: readonly object[]): Promise<string> {
  const call = async (procedure: string, input: object) => {
    const response = await page.request.post(`/trpc/${procedure}`, { data: input })
    return ((await response.json()) as { readonly result: { readonly data: { readonly id: string; readonly runId: string } } }).result.data
  }
  const { id } = await call('workflow.create', { document: { eddy: 1, name, title: name, steps } })
  return (await call('run.start', { workflowId: id, input: {} })).runId
}
const inboxLink = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Inbox/ })
const question = (page: Page, title: string) => page.getByRole('list', { name: 'Open questions' }).getByRole('listitem', { name: title, exact: true })
const history = (page: Page, title: string) => page.getByRole('list', { name: 'History' }).getByRole('listitem', { name: title, exact: true }).first()

test.describe('filling in', () => {
  test('a run asks for approval, is answered in the inbox, and goes on', async ({ page }) => {
    await page.goto('/inbox')
    await expect(page.getByText('Nothing waits for you.')).toBeVisible()
    await expect(inboxLink(page)).toHaveAccessibleName('Inbox')

    const run = await startRun(page, 'inbox_pays', [ask({ fields: { type: 'object', properties: { account: { type: 'string', title: 'Account', minLength: 3 } }, required: ['account'] } }), { name: 'pay', kind: 'expression', config: { expr: 'answer.by & " paid from " & answer.values.account' }, arguments: [{ name: 'answer', from: { result: 'ask_finance' } }] }])
    // told, not asked for
    await expect(inboxLink(page)).toHaveAccessibleName('Inbox 1 open question')

    await page.goto(`/runs/${run}`)
    await expect(page.getByRole('list', { name: 'Waits for people' }).first()).toContainText('waits for approval by finance')
    await expect(page.getByRole('button', { name: 'Send signal …' })).toHaveCount(0)
    await page.getByRole('link', { name: 'Answer in the inbox' }).first().click()

    const card = question(page, 'Pay 4900 cents to Ada?')
    await expect(card).toContainText('for finance')
    await expect(card.getByText('due today')).toBeVisible()
    await card.getByRole('textbox', { name: 'Your name' }).fill('Grace')
    await card.getByRole('button', { name: 'Approve' }).click()
    // a required field is empty
    await expect(card.getByRole('textbox', { name: /Account/ })).toBeFocused()
    await card.getByRole('textbox', { name: /Account/ }).fill('A')
    await card.getByRole('button', { name: 'Approve' }).click()
    await expect(card.getByRole('textbox', { name: /Account/ })).toHaveAttribute('aria-invalid', 'true')
    await card.getByRole('textbox', { name: /Account/ }).fill('A-17')
    await card.getByRole('textbox', { name: 'Note' }).fill('checked')
    await card.getByRole('button', { name: 'Approve' }).click()
    await expect(card).toHaveCount(0)
    await expect(inboxLink(page)).toHaveAccessibleName('Inbox')
    await expect(history(page, 'Pay 4900 cents to Ada?')).toContainText('Approved by Grace')
    await expect(history(page, 'Pay 4900 cents to Ada?')).toContainText('checked')

    await history(page, 'Pay 4900 cents to Ada?').getByRole('link').click()
    await expect(page.getByText('Grace paid from A-17').first()).toBeVisible()
  })
})

test('a rejection rolls back, and a decision is remembered', async ({ page }) => {
  await startRun(page, 'inbox_rejects', [{ name: 'own', kind: 'claim', config: { key: 'inbox' } }, { ...ask({ title: 'Delete everything?' }), waitFor: ['own'] }])
  const run = await startRun(page, 'inbox_decides', [{ name: 'ask_operator', kind: 'escalate', config: { title: 'The import keeps failing', role: 'operator', timeout: 'PT1H', onTimeout: 'abort' } }])
  await page.goto(`/inbox?run=${run}`)
  const escalation = question(page, 'The import keeps failing')
  await expect(escalation).toContainText(/Answer by .+ it counts as abort/)
  await escalation.getByRole('button', { name: 'Skip' }).click()
  await expect(history(page, 'The import keeps failing')).toContainText('Skip')
  const rejected = question(page, 'Delete everything?')
  // the next question opens by itself, and can be folded by keyboard
  await expect(page.getByRole('heading', { name: 'Open questions' })).toBeFocused()
  await expect(rejected.getByRole('button', { name: 'Reject' })).toBeVisible()
  await rejected.getByRole('button', { name: 'Delete everything?' }).press('Enter')
  await expect(rejected.getByRole('button', { name: 'Reject' })).toHaveCount(0)
  await rejected.getByRole('button', { name: 'Delete everything?' }).press('Enter')
  await rejected.getByRole('button', { name: 'Reject' }).click()
  await history(page, 'Delete everything?').getByRole('link').click()
  await expect(page.getByRole('status', { name: 'What happened' })).toContainText('it was rejected')
  await expect(page.getByRole('status', { name: 'What happened' })).toContainText('was undone')
})

test('who comes second is told so', async ({ page, context }) => {
  const run = await startRun(page, 'inbox_twice', [ask({ title: 'Twice?' })])
  await page.goto(`/inbox?run=${run}`)
  const other = await context.newPage()
  await other.goto(`/inbox?run=${run}`)
  await expect(question(other, 'Twice?')).toBeVisible()
  await expect(inboxLink(other)).toHaveAccessibleName(/open question/)
  await question(page, 'Twice?').getByRole('button', { name: 'Approve' }).click()
  // the other page follows by itself
  await expect(question(other, 'Twice?')).toHaveCount(0)
  await expect(history(other, 'Twice?')).toContainText('Approved')
})

test('the inbox is accessible in light and dark', async ({ page }) => {
  const run = await startRun(page, 'inbox_axe', [ask({ title: 'Is it fine?', remind: 'PT1H', options: [{ value: 'a', title: 'All of it' }, { value: 'b', title: 'Half of it' }, { value: 'c', title: 'None', approves: false }] })])
  await page.goto(`/inbox?run=${run}`)
  await expect(question(page, 'Is it fine?').getByRole('button', { name: 'Half of it' })).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await question(page, 'Is it fine?').getByRole('button', { name: 'None' }).click()
  await expect(question(page, 'Is it fine?')).toHaveCount(0)
})
