import type { APIRequestContext } from '@playwright/test'
import { startProxy } from '../proxy.ts'
import { expect, sentence, test } from './page.ts'

const document = { eddy: 1, name: 'behind', title: 'Behind', steps: [{ name: 'wait', kind: 'wait.signal', config: { name: 'go', correlation: 'key' }, arguments: [{ name: 'key', from: { value: 'one' } }] }] }
const signal = { name: 'go', correlation: 'one', payload: 1 }
const post = async <T>(request: APIRequestContext, procedure: string, data: object): Promise<T> => (await (await request.post(`/trpc/${procedure}`, { data })).json()).result.data as T

test('behind a proxy that refuses WebSockets everything is live all the same', async ({ context, page, request }) => {
  const proxy = await startProxy({ sockets: 'refused' })
  try {
    const { id } = await post<{ id: string }>(request, 'workflow.create', { document })
    const { runId } = await post<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
    // the browser itself complains of sockets that are refused
    const run = await context.newPage()
    await run.goto(`${proxy.url}/runs/${runId}`)
    await expect(run.getByText('Live', { exact: true })).toBeVisible()
    await post(request, 'run.signal', { runId, ...signal })
    await expect(sentence(run)).toContainText('succeeded')
    await run.close()

    const editor = await context.newPage()
    await editor.goto(`${proxy.url}/workflow/${id}`)
    const title = (of: typeof page) => of.getByRole('textbox', { name: 'Workflow title' })
    await expect(title(editor)).toBeVisible()
    await page.goto(`/workflow/${id}`)
    await expect(page.getByRole('button', { name: /^Also here/ })).toBeVisible()
    await title(page).fill('Told over a stream')
    await expect(title(editor)).toHaveValue('Told over a stream')
    await title(editor).fill('And back')
    await expect(title(page)).toHaveValue('And back')
    await editor.close()
    await expect(page.getByRole('button', { name: 'Nobody else is here' })).toBeVisible()
  } finally {
    await proxy.close()
  }
})

test('behind a proxy that takes WebSockets and answers nothing a page is live soon, and its next one at once', async ({ context, request }) => {
  const proxy = await startProxy({ sockets: 'swallowed' })
  try {
    const { id } = await post<{ id: string }>(request, 'workflow.create', { document: { ...document, name: 'swallowed' } })
    const { runId } = await post<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
    // the browser itself complains of sockets that are given up
    const page = await context.newPage()
    let sockets = 0
    page.on('websocket', () => sockets++)
    await page.goto(`${proxy.url}/runs/${runId}`)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    expect(sockets).toBeGreaterThan(0)
    sockets = 0
    await page.reload()
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await post(request, 'run.signal', { runId, ...signal })
    await expect(sentence(page)).toContainText('succeeded')
    expect(sockets).toBe(0)
    await page.close()
  } finally {
    await proxy.close()
  }
})

test('a connection over which nothing comes any more is given up, and nothing is missed', async ({ context, request }) => {
  const proxy = await startProxy({ sockets: 'passed' })
  try {
    const { id } = await post<{ id: string }>(request, 'workflow.create', { document: { ...document, name: 'frozen' } })
    const { runId } = await post<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
    const run = await context.newPage()
    const editor = await context.newPage()
    await editor.goto(`${proxy.url}/workflow/${id}`)
    await run.goto(`${proxy.url}/runs/${runId}`)
    await expect(run.getByText('Live', { exact: true })).toBeVisible()
    proxy.freeze()
    await post(request, 'run.signal', { runId, ...signal })
    const stored = await post<{ document: object; revision: number }>(request, 'workflow.save', { id, document: { ...document, name: 'frozen', title: 'Saved meanwhile' }, baseRevision: 1 })
    expect(stored).toMatchObject({ revision: 2 })
    await expect(sentence(run)).toContainText('succeeded', { timeout: 60_000 })
    await expect(editor.getByRole('textbox', { name: 'Workflow title' })).toHaveValue('Saved meanwhile', { timeout: 60_000 })
    for (const page of [run, editor]) await page.close()
  } finally {
    await proxy.close()
  }
})
