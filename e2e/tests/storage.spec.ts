import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'

test('what is stored is told by workflow and table; how long it is kept is told before it is kept to', async ({ page, request }) => {
  const steps = [{ name: 'big', kind: 'expression', config: { expr: '$join([1..3000].("x" & $string($)))' } }]
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'storage_big', title: 'Storage big', steps } } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await expect.poll(async () => (await (await request.get(`/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()).result.data.status).toBe('succeeded')
  await page.goto('/settings')
  const storage = page.getByRole('region', { name: 'Storage' })
  await expect(storage.getByRole('list', { name: 'By workflow' }).getByRole('listitem').filter({ hasText: 'storage_big' })).toContainText('one run')
  await expect(storage.getByRole('list', { name: 'By table' })).toContainText('Library entries')
  await expect(storage.getByText(/\d [kM]B in all/)).toBeVisible()

  const preview = storage.getByRole('status', { name: 'What the next clean-up removes' })
  await expect(preview).toHaveText('The next clean-up removes no run.')
  await expect(storage.getByRole('button', { name: 'Keep runs so long' })).toBeDisabled()
  const succeeded = storage.getByRole('group', { name: 'Runs that succeeded or were cancelled' })
  await succeeded.getByRole('radio', { name: 'for', exact: true }).check()
  await succeeded.getByRole('spinbutton').fill('7')
  await expect(preview).toHaveText('The next clean-up would remove no run.')
  await storage.getByRole('button', { name: 'Keep runs so long' }).click()
  await expect(storage.getByRole('button', { name: 'Keep runs so long' })).toBeDisabled()
  await page.reload()
  await expect(succeeded.getByRole('spinbutton')).toHaveValue('7')
  await expect(storage.getByRole('group', { name: 'Runs that failed or were rolled back' }).getByRole('radio', { name: 'for ever' })).toBeChecked()

  await storage.getByRole('button', { name: 'Clean up now …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clean up now?' })
  await expect(dialog).toContainText('The next clean-up removes no run.')
  await dialog.getByRole('button', { name: 'Clean up' }).click()
  await expect(storage.getByRole('status', { name: 'What the clean-up removed' })).toHaveText('There was nothing to remove.')
  await storage.getByRole('button', { name: 'Compact …' }).click()
  await page.getByRole('dialog', { name: 'Compact the database?' }).getByRole('button', { name: 'Compact' }).click()
  await expect(storage.getByRole('status', { name: 'What compacting gave back' })).toHaveText(/were given back\.|There was no room to give back\./)
  await succeeded.getByRole('radio', { name: 'for ever' }).check()
  await storage.getByRole('button', { name: 'Keep runs so long' }).click()
  await expect(storage.getByRole('button', { name: 'Keep runs so long' })).toBeDisabled()

  await expectAccessible(page, { looks: ['light', 'dark'] })
})
