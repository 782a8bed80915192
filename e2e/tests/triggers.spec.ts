import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { SERVER_URL } from '../ports.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'
import { create, move, openEditor, publish, tell } from './versioned.ts'

const greeter = (name: string, title: string) => ({
  name, title, inputs: [{ name: 'who', schema: { type: 'string', minLength: 2 } }],
  steps: [{ name: 'greet', kind: 'expression', arguments: [{ name: 'who', from: { input: 'who' } }], config: { expr: '"Hello " & who' } }], return: 'greet',
})
const row = (page: Page, name: string) => page.getByRole('list', { name: 'Triggers' }).getByRole('listitem', { name, exact: true })
const choose = async (page: Page, label: string, option: string | RegExp) => {
  await page.getByRole('dialog').getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}
/** Types into an expression editor. */
const write = async (page: Page, label: string, text: string) => {
  await page.getByRole('dialog').getByRole('textbox', { name: label, exact: true }).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

test('a schedule is set up beside the drawing, shows its next times, is paused and tried out', async ({ page, request }) => {
  const id = await create(request, greeter('trigger_panel', 'Panel greeter'))
  await publish(request, id)
  await move(request, id, 1)
  await openEditor(page, id)
  await page.keyboard.press('w')
  const panel = page.getByRole('complementary', { name: 'Triggers' })
  await expect(panel).toContainText('Nothing starts this workflow by itself')
  await panel.getByRole('button', { name: 'Add a trigger' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a trigger' })
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Each morning')
  await expect(dialog.getByRole('list', { name: 'Next times' }).getByRole('listitem')).toHaveCount(5)
  await dialog.getByRole('textbox', { name: 'Cron pattern' }).fill('99 * * * *')
  await expect(dialog.getByRole('alert').filter({ hasText: 'is no cron pattern' })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Cron pattern' }).fill('30 7 * * 1')
  await choose(page, 'Time zone', 'America/New_York')
  await expect(dialog.getByRole('list', { name: 'Next times' }).getByRole('listitem').first()).toContainText('Mon')
  await expect(dialog.getByRole('list', { name: 'Next times' }).getByRole('listitem').first()).toContainText('7:30')
  await write(page, 'who', "'morning'")
  await expect(dialog.getByRole('status', { name: 'who: value on the sample' })).toContainText('morning')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row(page, 'Each morning')).toContainText('At 30 7 * * 1 (America/New_York)')
  await expect(row(page, 'Each morning')).toContainText('Next in')
  await row(page, 'Each morning').getByRole('button', { name: 'Pause Each morning' }).click()
  await expect(row(page, 'Each morning')).toContainText('Paused')

  await row(page, 'Each morning').getByRole('button', { name: 'Try out Each morning' }).click()
  const fire = page.getByRole('dialog', { name: 'Try out Each morning' })
  await expect(fire.getByRole('region', { name: 'Input of the run' })).toContainText('"who": "morning"')
  await fire.getByRole('button', { name: 'Start the run' }).click()
  await fire.getByRole('link', { name: 'Started a run' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText('Started by the trigger')).toBeVisible()
  await page.getByRole('link', { name: 'Each morning' }).click()
  await expect(page).toHaveURL(/\/triggers\?trigger=/)
  await expect(page.getByRole('list', { name: 'What it has fired' })).toContainText('Started a run, tried out')
})

test.describe(() => {
test.use({ refusals: true })
test('a webhook is set up on the page, is called with its signature, and shows at once what it fired and refused', async ({ page, request }) => {
  const id = await create(request, greeter('trigger_hook', 'Hook greeter'))
  await publish(request, id)
  await move(request, id, 1)
  await tell(request, 'secret.set', { name: 'hook_secret', value: 'secret of hooks' })
  await page.goto('/triggers')
  await page.getByRole('button', { name: 'Add a trigger' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a trigger' })
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders come in')
  await dialog.getByRole('button', { name: /^Workflow:/ }).click()
  await page.getByRole('combobox', { name: 'Search: Workflow' }).fill('Hook greeter')
  await expect(page.getByRole('option', { name: 'Hook greeter', selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await choose(page, 'What makes it fire', /^Webhook/)
  await dialog.getByRole('textbox', { name: 'Path' }).fill('orders in')
  await dialog.getByRole('checkbox', { name: /signed/ }).check()
  await dialog.getByRole('textbox', { name: 'Secret' }).fill('hook_secret')
  await expect(dialog.getByRole('group', { name: 'Call it with curl' })).toContainText('openssl dgst -sha256')
  await choose(page, 'It answers', 'When the run ends, with its value')
  await write(page, 'who', 'body.name')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'was not kept' })).toContainText('path')
  await dialog.getByRole('textbox', { name: 'Path' }).fill('orders/in')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)

  const send = (body: object, secret = 'secret of hooks') => {
    const text = JSON.stringify(body)
    const time = String(Math.floor(Date.now() / 1000))
    return fetch(`${SERVER_URL}/hooks/orders/in`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-eddy-timestamp': time, 'x-eddy-signature': `sha256=${createHmac('sha256', secret).update(`${time}.${text}`).digest('hex')}` } })
  }
  await row(page, 'Orders come in').getByRole('button', { name: 'Orders come in', exact: true }).click()
  const answer = await send({ name: 'Ada' })
  expect([answer.status, await answer.json()]).toEqual([200, { runId: expect.any(String), status: 'succeeded', value: 'Hello Ada' }])
  // told by the server: nobody has asked again
  await expect(row(page, 'Orders come in').getByRole('link', { name: 'Started a run' }).first()).toBeVisible()
  expect((await send({ name: 'A' })).status).toBe(422)
  await expect(row(page, 'Orders come in').getByRole('list', { name: 'Problems' })).toContainText('who')
  expect((await send({ name: 'Ada' }, 'another')).status).toBe(401)
  await expect(row(page, 'Orders come in')).toContainText('1 request was turned away for its signature')

  await expectAccessible(page)

  await page.getByRole('combobox', { name: 'State', exact: true }).click()
  await page.getByRole('option', { name: 'Refused last' }).click()
  await expect(row(page, 'Orders come in')).toBeVisible()
  await page.getByRole('combobox', { name: 'State', exact: true }).click()
  await page.getByRole('option', { name: 'Paused' }).click()
  await expect(row(page, 'Orders come in')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'State', exact: true }).click()
  await page.getByRole('option', { name: 'In any state' }).click()
  await row(page, 'Orders come in').getByRole('button', { name: 'Delete Orders come in' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, 'Orders come in')).toHaveCount(0)
})
})

test('a second fires every second by itself, one run each', async ({ page, request }) => {
  const id = await create(request, greeter('trigger_ticks', 'Ticking greeter'))
  const { id: trigger } = await tell<{ id: string }>(request, 'trigger.save', { workflowId: id, settings: { name: 'Ticks', config: { kind: 'schedule', when: { every: 'interval', interval: 'PT1S' } }, mapping: { who: "'tick'" }, runs: { draft: true } } })
  await page.goto(`/triggers?trigger=${trigger}`)
  const fired = page.getByRole('list', { name: 'What it has fired' })
  await expect.poll(() => fired.getByRole('link', { name: 'Started a run' }).count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(3)
  await row(page, 'Ticks').getByRole('button', { name: 'Pause Ticks' }).click()
  const runs = await fired.getByRole('link', { name: 'Started a run' }).evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(new Set(runs).size).toBe(runs.length)
})
