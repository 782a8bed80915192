import type { Page } from '@playwright/test'
import { expect, saveRun, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const document = {
  eddy: 1, name: 'exported', title: 'Exported </script> run',
  steps: [
    code('reserve', 'return { room: 12, note: "</script><b>" }', { title: 'Reserve room', undo: 'release' }),
    code('big', 'return "x".repeat(20000)', { title: 'Big value', waitFor: ['reserve'] }),
    { name: 'each', kind: 'map', title: 'Each', arguments: [{ name: 'source', from: { value: [1, 2] } }], waitFor: ['reserve'], steps: [code('pack', 'return args.n', { title: 'Pack', arguments: [{ name: 'n', from: { element: 'each' } }], undo: 'release' })] },
    code('ship', 'return eddy.fail("no lorry is free")', { title: 'Ship order', retry: { max: 1, backoff: { initial: 'PT0.3S' } }, waitFor: ['big', 'each'] }),
  ],
  handlers: [code('release', 'return 1')],
}

/** What the page shows of the run, in all its views, at the end and at some moments: all that is told, nothing of where it is told. */
async function looksOf(page: Page): Promise<unknown> {
  const looks: unknown[] = []
  const look = async () => {
    const cards = await page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => `${(node as HTMLElement).dataset['id']}: ${(node as HTMLElement).innerText.replaceAll(/\s+/g, ' ')}`).sort())
    const rows = await page.getByRole('list', { name: 'Timeline' }).getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent))
    const bars = await page.getByRole('list', { name: 'Timeline' }).locator('[data-kind]').evaluateAll((all) => all.map((bar) => `${(bar as HTMLElement).dataset['kind']} ${(bar as HTMLElement).style.left} ${(bar as HTMLElement).style.width}`))
    looks.push({ cards, rows, bars, sentence: await sentence(page).innerText(), inspector: await page.getByRole('region', { name: 'Cause' }).allInnerTexts(), playhead: await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuetext') })
  }
  await page.getByRole('button', { name: 'Fit' }).click()
  await page.waitForTimeout(500)
  await look()
  for (const key of ['Shift+J', 'k', 'k', 'Shift+U', 'j']) {
    await page.keyboard.press(key)
    await look()
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('l')
  return looks
}

test('a run looks the same live, opened again, and from its exported file without a server', async ({ page, request, context }) => {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('undone.', { timeout: 60_000 })
  // watched live up to here
  const live = await looksOf(page)
  await page.reload()
  await expect(sentence(page)).toContainText('undone.')
  expect(await looksOf(page)).toEqual(live)

  const saved = await saveRun(page, runId)

  await context.setOffline(true)
  const requests: string[] = []
  page.on('request', (made) => requests.push(made.url()))
  await page.goto(`file://${saved}`)
  await expect(page.getByText(/^Recorded · exported/)).toBeVisible()
  expect(await looksOf(page)).toEqual(live)
  expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
  // nothing can be done about it, and large values are in the file
  await expect(page.getByRole('button', { name: /Cancel|Run again|Retry/ })).toHaveCount(0)
  // nor is there a page that a link could lead to
  await expect(page.locator('a[href^="/"]')).toHaveCount(0)
  await page.getByRole('list', { name: 'Timeline' }).getByRole('button', { name: /^Big value/ }).click()
  await expect(page.getByRole('region', { name: 'Output' })).toContainText('xxxxxxxxxx')
  await page.keyboard.press('Shift+J')
  await expect(page).toHaveURL(/#at=\d+$/)
})

test('a run that is not there cannot be exported, and says so', async ({ request }) => {
  const answer = await request.get('/runs/nowhere/export.html')
  expect([answer.status(), await answer.json()]).toEqual([404, { error: 'There is no run nowhere.' }])
})
