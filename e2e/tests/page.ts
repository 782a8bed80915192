import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { startOwnServer } from '../own-server.ts'

/**
 * A page that fails its test when the browser's console warns or complains, on a server that each worker has for itself.
 * A worker ends with the first test that fails: a second try has a new server, with nothing left in it from the first.
 */
export const test = base.extend<{ readonly quietConsole: void; readonly refusals: boolean }, { readonly ownServer: void }>({
  ownServer: [
    // the library reads what a fixture needs from its first parameter
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, { workerIndex }) => {
      const stop = await startOwnServer(`server-${workerIndex}`)
      await use()
      await stop()
    },
    { auto: true, scope: 'worker', timeout: 300_000 },
  ],
  // the browser itself complains of every answer that refuses; a test of refusals says so
  refusals: [false, { option: true }],
  quietConsole: [
    async ({ page, refusals }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        const expected = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_CONTENT_LENGTH_MISMATCH|ERR_INTERNET_DISCONNECTED/.test(message.text())
        if (refusals && /status of (4\d\d|503)/.test(message.text())) return
        if ((message.type() === 'error' || message.type() === 'warning') && !expected) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use()
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** For `test.use`: the page moves as it does for most people. */
export const withMotion = { contextOptions: { reducedMotion: 'no-preference' } } as const

/** Takes a template from the start page and waits for its canvas. */
export async function takeTemplate(page: Page, title: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: `Use template ${title}` }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
}

/** Makes a workflow of what `workflow.create` is given, and opens it: for tests that are not about how one comes from the start page to it. */
async function openMade(page: Page, input: { readonly template?: string; readonly document?: object }): Promise<string> {
  const answer = await page.request.post('/trpc/workflow.create', { data: input })
  if (!answer.ok()) throw new Error(`The workflow was not made: ${await answer.text()}`)
  const { result }: { readonly result: { readonly data: { readonly id: string } } } = await answer.json()
  await page.goto(`/workflow/${result.data.id}`)
  return result.data.id
}

/** Opens an empty workflow of its own. */
export async function openNew(page: Page): Promise<string> {
  const id = await openMade(page, {})
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible()
  return id
}

/** Opens a workflow of its own with steps of these kinds from the palette; the inspector shows the last. */
export async function newWorkflow(page: Page, ...kinds: readonly string[]): Promise<void> {
  await openNew(page)
  for (const kind of kinds) await page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: kind, exact: true }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(kinds.length)
  // what is done to the step before is done to that one
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { level: 2, name: kinds.at(-1) ?? '' })).toBeVisible()
}

/** Opens a workflow of a document, which has steps. */
export async function openDocument(page: Page, document: object): Promise<string> {
  const id = await openMade(page, { document })
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  return id
}

/** Opens a workflow of a template. */
export async function openTemplate(page: Page, title: string): Promise<string> {
  const { result }: { readonly result: { readonly data: readonly { readonly name: string; readonly title: string }[] } } = await (await page.request.get('/trpc/template.list')).json()
  const template = result.data.find((each) => each.title === title)?.name
  if (template === undefined) throw new Error(`There is no template "${title}".`)
  const id = await openMade(page, { template })
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  return id
}

/** Opens the run dialog, chooses a sample, and starts; ends on the run's page. */
export async function runSample(page: Page, sample: string): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: sample }).check()
  await dialog.getByRole('button', { name: /^Run/ }).click()
  await expect(page).toHaveURL(/\/runs\//)
}

/** Exports the run that the page shows; the path of the file. */
export async function saveRun(page: Page, runId: string): Promise<string> {
  await page.getByRole('button', { name: 'More verbs' }).click()
  await page.getByRole('menuitem', { name: 'Export as a file' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Save the file' }).click()
  const saved = join(tmpdir(), `eddy-${runId}.html`)
  await (await download).saveAs(saved)
  return saved
}

/** What is read once it stays the same: after a movement, however long the machine takes for it. */
export async function still(page: Page, read: () => Promise<string | null>): Promise<string | null> {
  for (let before = await read(), times = 0; ; ) {
    await page.waitForTimeout(100)
    const now = await read()
    times = now === before ? times + 1 : 0
    if (times === 3) return now
    before = now
  }
}

/** The sentence at the top of a run. */
export const sentence = (page: Page) => page.getByRole('status', { name: 'What happened' })

/** Opens the menu of what the open workflow can be taken along as: a verb of the bar, or where there is no room for it the menu in its place. */
export async function openExports(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Export|More)$/ }).filter({ visible: true }).click()
}
