import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

test('an escalation and its reminders are told, counted, and read', async ({ page }) => {
  const call = async (procedure: string, input: object) => {
    const response = await page.request.post(`/trpc/${procedure}`, { data: input })
    return ((await response.json()) as { readonly result: { readonly data: { readonly id: string; readonly runId: string } } }).result.data
  }
  await page.goto('/inbox')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Inbox/ })
  const steps = [
    { name: 'say', kind: 'notify', config: { title: 'The disk is nearly full', text: '4 % are left.', level: 'error' } },
    { name: 'ask', kind: 'escalate', config: { title: 'Buy another disk?', role: 'operator', remind: 'PT1S', timeout: 'PT1H' }, waitFor: ['say'] },
  ]
  const { id } = await call('workflow.create', { document: { eddy: 1, name: 'notices_told', title: 'Disk watch', steps } })
  const { runId } = await call('run.start', { workflowId: id, input: {} })
  const notices = page.getByRole('list', { name: 'Notices' })
  const reminder = notices.getByRole('listitem', { name: 'Still open: Buy another disk?' }).first()
  await expect(reminder).toContainText('operator has not answered yet.')
  await expect(notices.getByRole('listitem', { name: 'The disk is nearly full' })).toContainText('Error')
  await expect(notices.getByRole('listitem', { name: 'Needs a decision: Buy another disk?' }).getByRole('link', { name: 'Disk watch' })).toHaveAttribute('href', `/runs/${runId}`)
  await expect(link).toHaveAccessibleName(/unread notices$/)
  await expectAccessible(page, { within: 'main' })

  // an answer settles what was told of the question; what a step has told waits to be read
  await page.getByRole('list', { name: 'Open questions' }).getByRole('listitem', { name: 'Buy another disk?', exact: true }).getByRole('button', { name: 'Skip' }).click()
  await expect(reminder.getByRole('button', { name: /as read$/ })).toHaveCount(0)
  const told = notices.getByRole('listitem', { name: 'The disk is nearly full' })
  await told.getByRole('button', { name: 'Mark “The disk is nearly full” as read' }).click()
  await expect(told.getByRole('button')).toHaveCount(0)
})
