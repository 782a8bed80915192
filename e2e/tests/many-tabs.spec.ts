import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'
import { expect, sentence, test } from './page.ts'

/** Of each kind. A browser keeps six HTTP/1.1 connections to a server, over all its tabs. */
const TABS = 4

const saved = (page: Page) => expect(page.getByRole('status', { name: 'Draft: Saved', exact: true })).toBeVisible()
const title = (page: Page) => page.getByRole('textbox', { name: 'Workflow title' })

const post = async <T>(request: APIRequestContext, procedure: string, data: object): Promise<T> => (await (await request.post(`/trpc/${procedure}`, { data })).json()).result.data as T

/** Each waits for a signal of its own name. */
const waiting = (name: string) => ({ eddy: 1, name, title: name, steps: [{ name: 'wait', kind: 'wait.signal', config: { name, correlation: 'key' }, arguments: [{ name: 'key', from: { value: name } }] }] })

/** A tab of the context; the connections that it keeps open are counted. */
async function tab(context: BrowserContext, path: string) {
  const page = await context.newPage()
  const open = { streams: 0, sockets: 0 }
  page.on('request', (request) => request.resourceType() === 'eventsource' && open.streams++)
  for (const over of ['requestfinished', 'requestfailed'] as const) page.on(over as 'requestfinished', (request) => request.resourceType() === 'eventsource' && open.streams--)
  page.on('websocket', (socket) => {
    open.sockets++
    socket.on('close', () => open.sockets--)
  })
  await page.goto(path)
  return { page, open }
}

test('eight tabs of one browser are all live, and all save', async ({ context, request }) => {
  const names = Array.from({ length: TABS }, (_, at) => `tab_${at}`)
  const workflows = await Promise.all(names.map(async (name) => (await post<{ id: string }>(request, 'workflow.create', { document: waiting(name) })).id))
  const editors: Awaited<ReturnType<typeof tab>>[] = []
  for (const id of workflows) {
    const editor = await tab(context, `/workflow/${id}`)
    await expect(title(editor.page)).toBeVisible()
    editors.push(editor)
  }
  const runs: Awaited<ReturnType<typeof tab>>[] = []
  for (const workflowId of workflows) {
    const { runId } = await post<{ runId: string }>(request, 'run.start', { workflowId, input: {} })
    const run = await tab(context, `/runs/${runId}`)
    await expect(sentence(run.page)).toBeVisible()
    await expect(run.page.getByText('Live', { exact: true })).toBeVisible()
    runs.push(run)
  }
  // a tab that is opened after all of them loads, and saves
  const last = await tab(context, `/workflow/${workflows[0]}`)
  await title(last.page).fill('From the last tab')
  await saved(last.page)
  await expect(title(editors[0]?.page ?? last.page)).toHaveValue('From the last tab')
  for (const [at, { page }] of editors.entries()) {
    await title(page).fill(`Changed ${at}`)
    await saved(page)
  }
  await expect(title(last.page)).toHaveValue('Changed 0')
  for (const [at, { page }] of runs.entries()) {
    await post(request, 'run.signal', { runId: page.url().split('/').at(-1), name: `tab_${at}`, correlation: `tab_${at}`, payload: 1 })
    await expect(sentence(page)).toContainText('succeeded')
  }
  // one socket for the page, one for the run that it shows; no connection of the six is kept
  expect(editors.map(({ open }) => open)).toEqual(names.map(() => ({ streams: 0, sockets: 1 })))
  for (const { open } of runs) {
    expect(open.streams).toBe(0)
    expect(open.sockets).toBeLessThanOrEqual(2)
  }
})
