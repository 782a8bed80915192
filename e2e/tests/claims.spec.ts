import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'
import { create, tell } from './versioned.ts'

test.use({ refusals: true })

const claiming = (name: string, key: string) => ({ name, title: `Work ${name}`, steps: [{ name: 'own', kind: 'claim', config: { key, holder: 'worker one', mode: 'no-wait' } }, { name: 'hold', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['own'] }] })

test('who holds what is there as it comes, and is released with a reason that is kept', async ({ page, request }) => {
  await page.goto('/claims?query=claims-e2e')
  await expect(page.getByRole('main')).toContainText('No claim that is held now has “claims-e2e” in its key or holder.')
  const id = await create(request, claiming('claims_one', 'claims-e2e-7'))
  const { runId } = await tell<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
  const row = page.getByRole('row', { name: /claims-e2e-7/ })
  await expect(row).toContainText('worker one')
  await expect(row).toContainText('until its run ends')
  await expect(row.getByRole('link', { name: 'claims_one' })).toHaveAttribute('href', `/runs/${runId}`)
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Release claims-e2e-7 …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Release claims-e2e-7?' })
  await dialog.getByRole('button', { name: 'Release it' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('The worker has died')
  await dialog.getByRole('button', { name: 'Release it' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Ended' }).click()
  await expect(page).toHaveURL(/state=ended&query=claims-e2e/)
  await expect(row).toContainText('released: The worker has died')
  await expect(row.getByRole('button')).toHaveCount(0)
  await tell(request, 'run.cancel', { runId, rollback: false })
})

test('a claim that its run has given up meanwhile is not released twice', async ({ page, request }) => {
  const id = await create(request, claiming('claims_two', 'claims-late-9'))
  const { runId } = await tell<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
  await page.goto('/claims')
  await page.getByRole('button', { name: 'Release claims-late-9 …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Release claims-late-9?' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Too slow')
  await tell(request, 'run.cancel', { runId, rollback: false })
  await expect(page.getByRole('row', { name: /claims-late-9/, includeHidden: true })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Release it' }).click()
  await expect(dialog.getByRole('alert')).toContainText('worker one does not hold "claims-late-9" any more')
})
