import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, openExports, test } from './page.ts'

const flowchart = 'flowchart LR\n  A[Take order] --> B{Paid?}\n  B -->|yes| C[Ship it]\n  B -->|no| D[Remind]\n'

const node = (name: string, type: string, position: readonly [number, number], parameters: object = {}) => ({ name, type: `n8n-nodes-base.${type}`, position, parameters })
const link = (name: string) => [{ node: name, type: 'main', index: 0 }]
const n8n = {
  name: 'Large orders',
  nodes: [
    node('Start', 'manualTrigger', [0, 200]),
    node('Get order', 'httpRequest', [352, 200], { url: '=https://shop.example/orders/{{ $json.id }}' }),
    node('Is it large?', 'if', [704, 200], { conditions: { number: [{ value1: '={{ $json.total }}', operation: 'larger', value2: 100 }] } }),
    node('Ask', 'slack', [1056, 100]),
    node('Mark', 'set', [1056, 300], { values: { string: [{ name: 'state', value: 'checked' }] } }),
    node('Count', 'code', [1408, 200], { jsCode: 'return items.length' }),
    node('Rest', 'wait', [1760, 200], { amount: 5, unit: 'minutes' }),
    node('Both', 'merge', [2112, 200]),
    node('Done', 'noOp', [2464, 200]),
  ],
  connections: {
    Start: { main: [link('Get order')] },
    'Get order': { main: [link('Is it large?')] },
    'Is it large?': { main: [link('Ask'), link('Mark')] },
    Ask: { main: [link('Count')] },
    Mark: { main: [link('Count')] },
    Count: { main: [link('Rest')] },
    Rest: { main: [link('Both')] },
    Both: { main: [link('Done')] },
  },
}

interface Row {
  readonly id: string
  readonly name: string
  readonly contentHash: string
  readonly problems: { readonly errors: number }
}

/** Pastes a text into the dialog, creates the workflow, and finds its row. */
async function importText(page: Page, text: string): Promise<Row> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Import …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a workflow' })
  await dialog.getByRole('textbox', { name: 'Paste it here' }).fill(text)
  await dialog.getByRole('button', { name: 'Create workflow' }).click()
  return openRow(page)
}

async function openRow(page: Page): Promise<Row> {
  await expect(page).toHaveURL(/\/workflow\//)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const answer = (await (await page.request.get('/trpc/workflow.list')).json()) as { result: { data: Row[] } }
  const row = answer.result.data.find((one) => one.id === id)
  if (!row) throw new Error(`There is no row of ${id}.`)
  return row
}

async function exported(page: Page, item: string) {
  await openExports(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

test('a Mermaid flowchart becomes steps, after a report', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Import …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a workflow' })
  const paste = dialog.getByRole('textbox', { name: 'Paste it here' })
  const create = dialog.getByRole('button', { name: 'Create workflow' })
  await paste.fill('sequenceDiagram\n A->>B: hello')
  await expect(dialog.getByRole('alert')).toContainText('no Mermaid flowchart')
  await expect(create).toBeDisabled()

  await dialog.getByLabel('Choose a file').setInputFiles({ name: 'orders.mmd', mimeType: 'text/plain', buffer: Buffer.from(flowchart) })
  await expect(dialog.getByRole('status')).toHaveText('Mermaid flowchart, 4 parts')
  await expect(dialog.getByRole('list', { name: 'Import report' })).toContainText('Paid? → paid (debug)')
  await create.click()
  await expect(page.locator('.react-flow__node')).toHaveCount(4)
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)
  expect((await openRow(page)).problems.errors).toBe(0)
})

test('a workflow of n8n is imported without errors; its JSON comes back with the same content', async ({ page }) => {
  const row = await importText(page, JSON.stringify(n8n))
  expect(row.name).toBe('large_orders')
  expect(row.problems.errors).toBe(0)
  await expect(page.getByRole('heading', { name: 'Large orders' })).toBeVisible()

  const json = await exported(page, 'Eddy JSON')
  expect(json.name).toBe('large_orders.eddy.json')
  const text = json.content.toString()
  expect(text.endsWith('}\n')).toBe(true)
  // the name is part of the content, so it must be free again
  await page.goto('/')
  await page.request.post('/trpc/workflow.remove', { data: { id: row.id }, headers: { origin: new URL(page.url()).origin } })
  const again = await importText(page, text)
  expect(again.id).not.toBe(row.id)
  expect(again.contentHash).toBe(row.contentHash)
  expect((await exported(page, 'Eddy JSON')).content.toString()).toBe(text)
})

test('a state machine becomes a machine step; Mermaid, SVG and PNG are exported', async ({ page }) => {
  const machine = { id: 'order', initial: 'open', states: { open: { on: { PAY: { target: 'paid', guard: 'payload > 0' }, CANCEL: 'cancelled' } }, paid: { on: { SHIP: 'shipped' } }, shipped: { type: 'final' }, cancelled: { type: 'final' } } }
  const row = await importText(page, JSON.stringify(machine))
  expect(row.problems.errors).toBe(0)

  const mermaid = await exported(page, 'Mermaid')
  expect(mermaid.name).toBe('order.mmd')
  expect(mermaid.content.toString()).toContain('flowchart LR')
  const svg = await exported(page, 'SVG')
  expect(svg.name).toBe('order.svg')
  expect(svg.content.toString()).toMatch(/^<svg [\s\S]*State machine[\s\S]*<\/svg>\n$/)
  expect(svg.content.toString()).not.toContain('var(')
  // the icon of the kind, by which people know a card
  expect(svg.content.toString()).toMatch(/<g transform="translate\([^"]*"[^>]*><(?:path|rect|circle) /)
  const png = await exported(page, 'PNG')
  expect(png.name).toBe('order.png')
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  expect(png.content.length).toBeGreaterThan(1_000)
})
