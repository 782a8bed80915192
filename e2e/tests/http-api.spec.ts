import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './page.ts'

test('a token is made in the settings, shown once, used and revoked', async ({ page, request }) => {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Create a token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an API token' })
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Name of the token' }).fill('e2e reader')
  await expect(dialog.getByRole('checkbox', { name: /^Read/ })).toBeChecked()
  await dialog.getByRole('combobox', { name: 'Expires' }).selectOption({ label: 'In a week' })
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: 'Create' }).click()
  const shown = page.getByRole('dialog', { name: 'The token e2e reader' })
  const secret = await shown.getByRole('textbox', { name: 'Secret of the token' }).inputValue()
  expect(secret).toMatch(/^eddy_[\w-]{43}$/)
  await shown.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('list', { name: 'API tokens' }).getByRole('listitem', { name: 'e2e reader' })
  await expect(row).toContainText('may read')
  await expect(row).toContainText(secret.slice(0, 9))
  await expect(page.locator('body')).not.toContainText(secret)

  const ask = (path: string) => request.get(path, { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask('/api/v1/workflows')).status()).toBe(200)
  expect((await ask('/api/v1/secrets')).status()).toBe(403)
  await page.reload()
  await expect(row).not.toContainText('never')
  await row.getByRole('button', { name: 'Revoke e2e reader' }).click()
  await page.getByRole('dialog', { name: 'Revoke e2e reader?' }).getByRole('button', { name: 'Revoke' }).click()
  await expect(row).toContainText('Turned away')
  expect((await ask('/api/v1/workflows')).status()).toBe(401)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the documentation of the API is read and tried out, ${colorScheme}, with nothing from elsewhere`, async ({ page, baseURL }) => {
    test.slow()
    const elsewhere: string[] = []
    page.on('request', (asked) => asked.url().startsWith(baseURL ?? '') || asked.url().startsWith('data:') || elsewhere.push(asked.url()))
    await page.emulateMedia({ colorScheme })
    await page.goto('/api')
    await expect(page.getByRole('heading', { name: 'Eddy', level: 2 }).or(page.getByRole('heading', { name: /^Eddy/ }).first())).toBeVisible()
    const list = page.locator('#operations-Workflows-workflow_list')
    await list.getByRole('button').first().click()
    await list.getByRole('button', { name: 'Try it out' }).click()
    await list.getByRole('button', { name: 'Execute' }).click()
    await expect(list.locator('.live-responses-table')).toContainText('nextCursor')
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html.slice(0, 200)])).toEqual([])
    expect(elsewhere).toEqual([])
  })
}
