import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

const n8n = {
  name: 'Ask the shop',
  nodes: [
    { id: '1', name: 'Get order', type: 'n8n-nodes-base.httpRequest', position: [0, 0], parameters: { url: 'http://127.0.0.1/' } },
    { id: '2', name: 'Tell Slack', type: 'n8n-nodes-base.slack', position: [200, 0], parameters: {} },
    { id: '3', name: 'Wait', type: 'n8n-nodes-base.wait', position: [400, 0], parameters: { resume: 'webhook' } },
  ],
  connections: { 'Get order': { main: [[{ node: 'Tell Slack', type: 'main', index: 0 }]] }, 'Tell Slack': { main: [[{ node: 'Wait', type: 'main', index: 0 }]] } },
}
const older = (name: string) => ({ name, title: `From long ago: ${name}`, steps: [{ name: 'pause', kind: 'delay', config: { duration: 'PT1S' } }, { name: 'say', kind: 'expression', config: { expr: '"hello"' }, deps: ['pause'], retries: 2 }], returns: 'say' })

async function openDialog(page: Page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Import …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a workflow' })
  return { dialog, paste: dialog.getByRole('textbox', { name: 'Paste it here' }), report: dialog.getByRole('list', { name: 'Import report' }) }
}

const names = async (page: Page) => {
  const answer = (await (await page.request.get('/trpc/workflow.list')).json()) as { result: { data: { name: string }[] } }
  return answer.result.data.map(({ name }) => name)
}

test('an older document is brought up to date, named, and opens as a draft', async ({ page }) => {
  const { dialog, paste, report } = await openDialog(page)
  await paste.fill(JSON.stringify(older('long_ago')))
  await expect(dialog.getByRole('status')).toHaveText('Eddy workflow, 3 parts')
  await expect(dialog.getByText('It is in the older format 0')).toBeVisible()
  await expect(report).toContainText('pause → pause (wait.timer)')
  await expect(report).toContainText('The kind "delay" is "wait.timer" now.')
  await expect(dialog.getByRole('button', { name: 'Exact: 3' })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('not_so_long_ago')
  await dialog.getByRole('button', { name: 'Create workflow' }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  await expect(page.getByRole('heading', { name: 'From long ago: long_ago' })).toBeVisible()
  await expect(page.locator('.react-flow__node')).toHaveCount(2)
  expect(await names(page)).toContain('not_so_long_ago')
})

test('a dropped file is read; the report can be narrowed down, and leads to the places in the file', async ({ page }) => {
  const { dialog, paste, report } = await openDialog(page)
  const text = JSON.stringify(n8n, null, 2)
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'shop.json', { type: 'application/json' }))
    return transfer
  }, text)
  await dialog.getByRole('region', { name: 'File' }).dispatchEvent('drop', { dataTransfer: data })
  await expect(dialog.getByRole('status')).toHaveText('n8n workflow, 3 parts')
  await expect(report.getByRole('listitem')).toHaveCount(3)
  await dialog.getByRole('button', { name: 'Not taken over: 1' }).click()
  await expect(report.getByRole('listitem')).toHaveCount(1)
  await expect(report).toContainText('Eddy has no counterpart of the node type "slack"')
  await dialog.getByRole('button', { name: 'Not taken over: 1' }).click()
  await dialog.getByRole('button', { name: 'To be looked at: 1' }).click()
  await expect(report).toContainText('How long it waits could not be read')

  await dialog.getByRole('button', { name: 'Show Wait in the file' }).click()
  await expect(paste).toBeFocused()
  expect(await paste.evaluate((area) => (area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart - 8, area.selectionEnd) : ''))).toBe('name": "Wait')
})

test('the report stays beside the drawing, and each of its parts leads to its card', async ({ page }) => {
  const { dialog, paste } = await openDialog(page)
  await paste.fill(JSON.stringify({ ...n8n, name: 'Ask the shop again' }))
  await dialog.getByRole('button', { name: 'Create workflow' }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  const notes = page.getByRole('region', { name: 'What became of the file' })
  await expect(notes).toContainText('to be looked at')
  await notes.getByRole('button', { name: 'Show Tell Slack on the canvas' }).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Tell Slack')
  await page.reload()
  await expect(notes).toBeVisible()
  await notes.getByRole('button', { name: 'Put the report away' }).click()
  await expect(notes).toBeHidden()
  await page.reload()
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await expect(notes).toBeHidden()
})

test('what cannot be read is refused with all its problems at once, and nothing is created', async ({ page }) => {
  const { dialog, paste } = await openDialog(page)
  const before = await names(page)
  await paste.fill(JSON.stringify({ eddy: 1, name: 'Bad Name', steps: [{ name: 'a', kind: 7 }], extra: true }))
  await expect(dialog.getByRole('alert')).toContainText('This workflow cannot be read')
  const problems = dialog.getByRole('list', { name: 'What stands in the way' })
  for (const place of ['/name', '/extra', '/steps/0/kind']) await expect(problems).toContainText(`Error at ${place}`)
  await expect(dialog.getByRole('button', { name: 'Create workflow' })).toBeDisabled()
  await paste.fill(JSON.stringify({ eddy: 12, name: 'w', steps: [] }))
  await expect(dialog.getByRole('alert')).toContainText('which a newer Eddy has written')
  expect(await names(page)).toEqual(before)
})

test.describe('with refusals of the server', () => {
  test.use({ refusals: true })

  test('a file goes into the library, or nothing of it does', async ({ page }) => {
    const first = await openDialog(page)
    await first.paste.fill(JSON.stringify(older('on_the_shelf')))
    await first.dialog.getByRole('radio', { name: 'An entry of the library' }).check()
    await first.dialog.getByRole('textbox', { name: 'Category' }).fill('Imported')
    await first.dialog.getByRole('button', { name: 'Put into the library' }).click()
    await expect(page).toHaveURL(/\/library\/on_the_shelf/)
    await expect(page.getByRole('heading', { name: 'From long ago: on_the_shelf' })).toBeVisible()

    const before = await names(page)
    const { dialog, paste } = await openDialog(page)
    await paste.fill(JSON.stringify(older('on_the_shelf')))
    await dialog.getByRole('radio', { name: 'An entry of the library' }).check()
    await dialog.getByRole('button', { name: 'Put into the library' }).click()
    await expect(dialog.getByRole('alert')).toContainText('choose another name')

    await paste.fill(JSON.stringify({ eddy: 1, name: 'faulty', steps: [{ name: 'a', kind: 'nothing' }, { name: 'b', kind: 'debug', waitFor: ['c'] }] }))
    await expect(dialog.getByRole('list', { name: 'To be mended in the editor' }).getByRole('listitem')).toHaveCount(2)
    await dialog.getByRole('radio', { name: 'An entry of the library' }).check()
    await dialog.getByRole('button', { name: 'Put into the library' }).click()
    await expect(dialog.getByRole('list', { name: 'Nothing was created' }).getByRole('listitem')).toHaveCount(2)
    expect(await names(page)).toEqual(before)
  })
})
