import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './page.ts'
import { ask, create, openEditor, publish, tell } from './versioned.ts'

test.use({ refusals: true })

const order = (name: string) => ({
  name,
  title: `Order ${name}`,
  inputs: [{ name: 'customer', title: 'Customer', schema: { type: 'string' } }],
  steps: [
    { name: 'quote', kind: 'expression', title: 'Get a quote', config: { expr: '{ "price": 30 }' } },
    { name: 'reserve', kind: 'expression', title: 'Reserve', config: { expr: 'price * 2' }, arguments: [{ name: 'price', from: { result: 'quote' }, path: ['price'] }, { name: 'who', from: { input: 'customer' } }] },
    { name: 'told', kind: 'debug', title: 'Tell', arguments: [{ name: 'value', from: { result: 'reserve' } }] },
  ],
  view: { positions: { quote: [0, 0], reserve: [352, 0], told: [704, 0] } },
})
async function finished(request: Parameters<typeof ask>[0], workflowId: string, more: object = {}) {
  const { runId } = await tell<{ runId: string }>(request, 'run.start', { workflowId, input: { customer: 'Ada' }, ...more })
  await expect.poll(async () => (await ask<{ status: string }>(request, 'run.get', { runId })).status).toBe('succeeded')
  return runId
}

test('selected steps become a template in one step, with typed inputs and the last run as its sample', async ({ page, request }) => {
  const id = await create(request, order('share_part'))
  await finished(request, id)
  await openEditor(page, id)
  await page.locator('.react-flow__node[data-id="reserve"]').click()
  await page.locator('.react-flow__node[data-id="told"]').click({ modifiers: ['Control'] })
  await expect(page.getByRole('toolbar', { name: 'Selection' }).getByText('2 steps')).toBeVisible()
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Share as a template' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share as a template' })
  await expect(dialog).toContainText('2 steps of Order share_part')
  await expect(dialog.getByRole('row', { name: /quote object the result of Get a quote \{"price":30\}/ })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /customer text the input Customer "Ada"/ })).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /Share these values as the sample “From the run of/ })).toBeChecked()
  expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations.map(({ id: rule }) => rule)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Reserve and tell')
  await expect(dialog.getByRole('textbox', { name: 'Name in the library' })).toHaveValue('reserve_and_tell')
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('share')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  const done = page.getByRole('dialog', { name: 'It is in the library' })
  await expect(done).toContainText('failures rehearsed')
  await done.getByRole('link', { name: 'Reserve and tell' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reserve and tell' })).toBeVisible()
  await page.getByRole('button', { name: /^Rehearse From the run of/ }).click()
  await expect(page.getByText('rehearsed', { exact: false }).first()).toBeVisible()
})

test('the key shares too, and a name that is taken is said', async ({ page, request }) => {
  const id = await create(request, order('share_key'))
  await openEditor(page, id)
  await page.locator('.react-flow__node[data-id="told"]').click()
  await page.keyboard.press('Shift+x')
  const dialog = page.getByRole('dialog', { name: 'Share as a template' })
  await expect(dialog).toContainText('It has no sample: run the workflow once')
  await dialog.getByRole('textbox', { name: 'Name in the library' }).fill('fulfil_order')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('choose another name')
})

test('a run that succeeded is shared from its verbs, of the version that it ran', async ({ page, request }) => {
  const id = await create(request, order('share_run'))
  await publish(request, id)
  const runId = await finished(request, id, { version: 1 })
  await page.goto(`/runs/${runId}`)
  await page.getByRole('button', { name: 'More verbs' }).first().click()
  await page.getByRole('menuitem', { name: 'Share as a template …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share as a template' })
  await expect(dialog).toContainText('It is published from version 1 of its workflow.')
  await expect(dialog.getByRole('row', { name: /customer text .* "Ada"/ })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Shared run')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'It is in the library' })).toBeVisible()
  const { card, edition } = await ask<{ card: { name: string }; edition: { samples: readonly { input: unknown; expect: string }[] } }>(request, 'library.get', { name: 'shared_run' })
  expect([card.name, edition.samples.map(({ input, expect: end }) => ({ input, end }))]).toEqual(['shared_run', [{ input: { customer: 'Ada' }, end: 'succeeded' }]])
})
