import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'
import { SECOND_PORT } from '../ports.ts'
import { expect, openNew, openTemplate, test } from './page.ts'

// a stale save is refused with a 409
test.use({ refusals: true })

const mark = (page: Page, text: string | RegExp) => expect(page.getByRole('status', { name: typeof text === 'string' ? `Draft: ${text}` : text })).toBeVisible()
const saved = (page: Page) => mark(page, 'Saved')
const waiting = /^Draft: Saved here, not yet on the server \(since \d\d:\d\d/
const title = (page: Page) => page.getByRole('textbox', { name: 'Workflow title' })
const card = (page: Page, name: string) => page.locator('.react-flow__node').filter({ hasText: name }).first()
const undo = (page: Page) => page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true })
const redo = (page: Page) => page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Redo', exact: true })
const stored = async (page: Page, request: APIRequestContext) => {
  const id = page.url().split('/').at(-1) ?? ''
  const answer = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()
  return answer.result.data.document as { readonly title?: string; readonly description?: string; readonly steps: readonly { readonly name: string; readonly title?: string }[] }
}
const beside = async (context: BrowserContext, page: Page) => {
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('button', { name: /^Also here/ })).toBeVisible()
  return other
}
const rename = async (page: Page, name: string, to: string) => {
  await card(page, name).click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(to)
  await expect(card(page, to)).toBeVisible()
}

test('undo and redo outlive a reload and a publish, and undoing back to what is stored needs no save', async ({ page, request }) => {
  await openTemplate(page, 'Book a trip')
  await rename(page, 'Reserve hotel', 'Reserve a room')
  await saved(page)
  await page.getByLabel('Canvas').first().press('Escape')
  await rename(page, 'Reserve flight', 'Reserve a seat')
  await saved(page)
  // nor does a publish end them
  const workflowId = page.url().split('/').at(-1)
  const now = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id: workflowId }))}`)).json()
  expect((await request.post('/trpc/version.publish', { data: { workflowId, revision: now.result.data.revision } })).ok()).toBe(true)
  await page.reload()
  await expect(card(page, 'Reserve a seat')).toBeVisible()
  await expect(undo(page)).toHaveAttribute('title', 'Undo: change title of Reserve flight')
  await undo(page).click()
  await undo(page).click()
  await expect(card(page, 'Reserve hotel')).toBeVisible()
  await saved(page)
  await expect.poll(async () => (await stored(page, request)).steps.map((step) => step.title)).toContain('Reserve hotel')
  await page.reload()
  await redo(page).click()
  await expect(card(page, 'Reserve a room')).toBeVisible()
  await redo(page).click()
  await expect(card(page, 'Reserve a seat')).toBeVisible()
})

test('edits without a connection are kept here, also when the tab is closed, and sent when it is back', async ({ page, context, request }) => {
  await openNew(page)
  await saved(page)
  const address = page.url()
  await context.setOffline(true)
  await title(page).fill('Made offline')
  await mark(page, waiting)
  // the browser has no page to show now
  await page.reload().catch(() => undefined)
  await context.setOffline(false)
  await page.goto(address)
  await expect(title(page)).toHaveValue('Made offline')
  await saved(page)
  expect((await stored(page, request)).title).toBe('Made offline')
  // once more, and the tab is closed before the connection is back
  await context.setOffline(true)
  await title(page).fill('Made offline too')
  await mark(page, waiting)
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto(address)
  await expect(title(next)).toHaveValue('Made offline too')
  await saved(next)
  await undo(next).click()
  await expect(title(next)).toHaveValue('Made offline')
})

test('what is loaded when it is needed is done without when there is no connection', async ({ page, context }) => {
  await openTemplate(page, 'Book a trip')
  await context.setOffline(true)
  await rename(page, 'Confirm trip', 'Confirmed')
  await mark(page, waiting)
  await context.setOffline(false)
  await saved(page)
})

test('an edit that comes back to what the server has is saved, even without a connection', async ({ page, context }) => {
  await openNew(page)
  await saved(page)
  await context.setOffline(true)
  await title(page).fill('Something')
  await mark(page, waiting)
  await undo(page).click()
  await saved(page)
  await context.setOffline(false)
})

test('two pages edit at once, and both edits are kept', async ({ page, context, request }) => {
  await openTemplate(page, 'Book a trip')
  const other = await beside(context, page)
  await Promise.all([rename(page, 'Reserve hotel', 'Reserve a room'), rename(other, 'Reserve flight', 'Reserve a seat')])
  for (const each of [page, other]) {
    await expect(card(each, 'Reserve a room')).toBeVisible()
    await expect(card(each, 'Reserve a seat')).toBeVisible()
    await saved(each)
  }
  expect((await stored(page, request)).steps.map((step) => step.title)).toEqual(expect.arrayContaining(['Reserve a room', 'Reserve a seat']))
  // undo is for what was done here
  await undo(page).click()
  await expect(card(page, 'Reserve hotel')).toBeVisible()
  await expect(card(page, 'Reserve a seat')).toBeVisible()
  await expect(card(other, 'Reserve hotel')).toBeVisible()
})

test('what another page saves comes in at once with one line, and can be taken back as one', async ({ page, context }) => {
  await openTemplate(page, 'Book a trip')
  const other = await beside(context, page)
  await rename(other, 'Reserve flight', 'Reserve a seat')
  await expect(card(page, 'Reserve a seat')).toBeVisible()
  const line = page.getByRole('status').filter({ hasText: 'saved: a change of Reserve a seat.' })
  await expect(line).toBeVisible()
  await line.getByRole('button', { name: 'Undo' }).click()
  await expect(card(page, 'Reserve flight')).toBeVisible()
  await expect(card(other, 'Reserve flight')).toBeVisible()
})

test('a name that is half typed stays with its argument when another page removes the one above it', async ({ page, context, request }) => {
  const from = (value: string) => ({ name: value, from: { value } })
  const made = await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'rows', steps: [{ name: 'code', kind: 'code', config: { source: 'return 1' }, arguments: ['a', 'b', 'c'].map(from) }] } } })).json()
  await page.goto(`/workflow/${made.result.data.id}`)
  await card(page, 'Code').click()
  const names = (on: Page) => on.getByRole('textbox', { name: 'Argument name' })
  await names(page).nth(1).fill('better')
  const other = await beside(context, page)
  await card(other, 'Code').click()
  await other.getByRole('button', { name: 'Remove argument a', exact: true }).click()
  await expect(names(page)).toHaveCount(2)
  await expect(names(page).first()).toHaveValue('better')
  await names(page).first().press('Enter')
  await saved(page)
  await expect.poll(async () => (await stored(page, request)).steps[0]).toMatchObject({ arguments: [{ name: 'better', from: { value: 'b' } }, { name: 'c', from: { value: 'c' } }] })
})

test('what is half typed in a field is kept when the page is reloaded', async ({ page, request }) => {
  const made = await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'half', steps: [{ name: 'code', kind: 'code', config: { source: 'return 1' }, arguments: [{ name: 'a', from: { value: 'before' } }] }] } } })).json()
  await page.goto(`/workflow/${made.result.data.id}`)
  await card(page, 'Code').click()
  await page.getByRole('textbox', { name: 'Value of a' }).fill('half typed')
  await page.reload()
  await expect.poll(async () => (await stored(page, request)).steps[0]).toMatchObject({ arguments: [{ name: 'a', from: { value: 'half typed' } }] })
  await card(page, 'Code').click()
  await expect(page.getByRole('textbox', { name: 'Value of a' })).toHaveValue('"half typed"')
})

test('what clashes is shown side by side; nothing is saved until one is chosen, by keyboard', async ({ page, context, request }) => {
  await openNew(page)
  await saved(page)
  const other = await beside(context, page)
  await context.setOffline(true)
  await title(page).fill('Mine')
  await page.getByRole('textbox', { name: 'Description' }).first().fill('Only here')
  await mark(page, waiting)
  const id = page.url().split('/').at(-1) ?? ''
  const now = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()
  const { document, revision } = now.result.data
  await request.post('/trpc/workflow.save', { data: { id, document: { ...document, title: 'Theirs' }, baseRevision: revision } })
  await context.setOffline(false)
  const panel = page.getByRole('region', { name: 'Changed in two ways' })
  await expect(panel).toBeVisible({ timeout: 60_000 })
  await mark(page, 'Saved here; 1 choice to make before it goes to the server')
  await expect(panel.getByRole('button', { name: 'Mine: Mine' })).toBeVisible()
  expect((await stored(page, request)).title).toBe('Theirs')
  // the choice is still there after a reload
  await page.reload()
  await expect(panel).toBeVisible()
  expect((await stored(page, request)).title).toBe('Theirs')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('changed in two ways')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('button', { name: 'Mine: Mine' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(title(page)).toHaveValue('Theirs')
  await saved(page)
  expect(await stored(page, request)).toMatchObject({ title: 'Theirs', description: 'Only here' })
  await undo(page).click()
  await expect(title(page)).toHaveValue('Mine')
  await expect(title(other)).toHaveValue('Mine')
})

test('others are seen, with their name and step, until they go', async ({ page, context, browser }) => {
  await openTemplate(page, 'Book a trip')
  const someone = await browser.newContext()
  const other = await someone.newPage()
  await other.goto(page.url())
  await expect(page.getByRole('button', { name: 'Also here: Guest 2' })).toBeVisible()
  await expect(other.getByRole('button', { name: 'Also here: Guest 1' })).toBeVisible()
  await other.getByRole('button', { name: 'Also here: Guest 1' }).click()
  await other.getByRole('menuitem', { name: 'You are a guest; say who you are' }).click()
  await other.getByRole('textbox', { name: 'Your name' }).fill('Ada Byron')
  await other.getByRole('button', { name: 'Keep this name' }).click()
  await expect(page.getByRole('button', { name: 'Also here: Ada Byron' })).toBeVisible()
  await card(other, 'Reserve hotel').click()
  await expect(card(page, 'Reserve hotel').getByRole('img', { name: 'Ada Byron is here' })).toBeVisible()
  await page.getByRole('button', { name: 'Also here: Ada Byron' }).click()
  await page.getByRole('menuitem', { name: 'Ada Byron on Reserve hotel' }).click()
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Reserve hotel')
  await other.close()
  await expect(page.getByRole('button', { name: 'Nobody else is here' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Ada Byron is here' })).toHaveCount(0)
  expect(context.pages()).toHaveLength(1)
  await someone.close()
})

test('a workflow that was removed elsewhere can be made anew of the draft that is here', async ({ page, request }) => {
  await openNew(page)
  await saved(page)
  await title(page).fill('Not lost')
  await saved(page)
  const id = page.url().split('/').at(-1) ?? ''
  await request.post('/trpc/workflow.remove', { data: { id } })
  await expect(page.getByRole('status').filter({ hasText: 'This workflow was removed elsewhere.' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Make a new workflow of the draft' }).click()
  await expect(title(page)).toHaveValue('Not lost')
  expect(page.url()).not.toContain(id)
})

test('undo says what and where, and looks there first', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await card(page, 'Reserve hotel').click()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(undo(page)).toHaveAttribute('title', 'Undo: move Reserve hotel')
  await saved(page)
  const pane = await page.locator('.react-flow__pane').boundingBox()
  if (!pane) throw new Error('There is no canvas.')
  await page.mouse.move(pane.x + 40, pane.y + 80)
  await page.keyboard.press('Escape')
  await page.mouse.wheel(3000, 3000)
  await expect(card(page, 'Reserve hotel')).not.toBeInViewport()
  await undo(page).click()
  await expect(card(page, 'Reserve hotel')).toBeInViewport()
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText('Undone: move Reserve hotel')
})

test.describe('with a server of its own', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-keep-'))
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: '../apps/server', env: { ...process.env, EDDY_PORT: String(SECOND_PORT), EDDY_DATA: dir, EDDY_DEMO: 'off' }, stdio: 'ignore' })
    await expect.poll(() => fetch(`http://127.0.0.1:${SECOND_PORT}/health`).then((answer) => answer.ok, () => false), { timeout: 60_000 }).toBe(true)
  }
  const kill = async () => {
    const ended = new Promise((resolve) => server?.once('exit', resolve))
    server?.kill('SIGKILL')
    await ended
  }
  test.use({ baseURL: `http://127.0.0.1:${SECOND_PORT}` })
  test.afterAll(async () => {
    await kill()
    rmSync(dir, { recursive: true, force: true })
  })

  test('edits made while the server is down are sent when it is up again, and meet what was saved there', async ({ page, context, request }) => {
    test.setTimeout(240_000)
    await start()
    await openNew(page)
    await saved(page)
    await kill()
    await title(page).fill('While it was down')
    await mark(page, waiting)
    // somebody is to be faster than the page
    await context.setOffline(true)
    await start()
    const id = page.url().split('/').at(-1) ?? ''
    const now = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()
    const { document, revision } = now.result.data
    const theirs = await request.post('/trpc/workflow.save', { data: { id, document: { ...document, description: 'Somebody else' }, baseRevision: revision } })
    expect(theirs.ok()).toBe(true)
    await context.setOffline(false)
    await saved(page)
    await expect.poll(() => stored(page, request)).toMatchObject({ title: 'While it was down', description: 'Somebody else' })
    // what is kept opens without the server too, and stays as it is edited when the server is back
    await page.getByRole('link', { name: 'Eddy, home' }).click()
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible()
    await kill()
    await page.goBack()
    await expect(title(page)).toHaveValue('While it was down')
    await title(page).fill('Opened without it')
    await mark(page, waiting)
    await start()
    await saved(page)
    await expect(title(page)).toHaveValue('Opened without it')
    await expect.poll(() => stored(page, request)).toMatchObject({ title: 'Opened without it', description: 'Somebody else' })
    await undo(page).click()
    await expect(title(page)).toHaveValue('While it was down')
  })
})
