import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import { DEMO_URL, SECOND_PORT } from '../ports.ts'
import { expectAccessible } from './accessible.ts'
import { expect, openExports, test } from './page.ts'

// refused bundles are answers with a status of 4xx
test.use({ refusals: true })

const dir = mkdtempSync(join(tmpdir(), 'eddy-library-'))
let second: ChildProcess | undefined
test.afterAll(async () => {
  const ended = second ? new Promise((resolve) => second?.once('exit', resolve)) : undefined
  second?.kill('SIGTERM')
  await ended
  rmSync(dir, { recursive: true, force: true })
})

async function post(request: APIRequestContext, procedure: string, data: object) {
  const answer = await (await request.post(`/trpc/${procedure}`, { data })).json()
  expect(answer.error).toBeUndefined()
  return answer.result.data
}
async function ask(request: APIRequestContext, procedure: string, input: object) {
  return (await (await request.get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`)).json()).result.data
}

const numbered = (name: string, title: string, value: number) => ({ eddy: 1, name, title, description: `Gives ${value}`, inputs: [{ name: 'by', schema: { type: 'number' }, default: 1 }], steps: [{ name: 'answer', kind: 'expression', config: { expr: `${value} * by` }, arguments: [{ name: 'by', from: { input: 'by' } }] }, { name: 'told', kind: 'debug', arguments: [{ name: 'value', from: { result: 'answer' } }] }], return: 'answer' })

async function draw(request: APIRequestContext, document: object): Promise<string> {
  return (await post(request, 'workflow.create', { document })).id
}
async function save(request: APIRequestContext, id: string, document: object) {
  const { revision } = await ask(request, 'workflow.get', { id })
  await post(request, 'workflow.save', { id, document, baseRevision: revision })
}
async function share(request: APIRequestContext, workflowId: string, words: object) {
  const { revision } = await ask(request, 'workflow.get', { id: workflowId })
  const { number } = await post(request, 'version.publish', { workflowId, revision })
  return post(request, 'library.publish', { workflowId, version: number, category: 'Numbers', tags: ['e2e'], samples: [{ title: 'Twice', input: { by: 2 }, expect: 'succeeded' }], ...words })
}
const cardOf = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true })

test('a workflow is published from the editor, found as one types, looked at, rehearsed and rated', async ({ page, request }) => {
  const id = await draw(request, numbered('lib_first', 'Quagga one', 7))
  await post(request, 'fixture.save', { workflowId: id, fixture: { name: 'By three', input: { by: 3 }, pins: {} } })
  await page.goto(`/workflow/${id}`)
  await openExports(page)
  await page.getByRole('menuitem', { name: 'Publish to the library …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish to the library' })
  await expect(dialog.getByRole('combobox', { name: 'Version' })).toHaveText(/The draft as it is now/)
  await dialog.getByRole('combobox', { name: 'Category' }).fill('Animals')
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('zebra, e2e')
  await dialog.getByRole('textbox', { name: 'What is new in this version' }).fill('The first one')
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  const done = page.getByRole('dialog', { name: 'It is in the library' })
  await expect(done).toContainText('failures rehearsed')
  await done.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Pages' }).click()
  await page.getByRole('menuitem', { name: 'Library' }).click()
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('quag')
  await expect(cardOf(page, 'Quagga one')).toContainText('100 %')
  await expect(cardOf(page, 'Quagga one').locator('svg rect')).toHaveCount(2)
  await expect(page).toHaveURL(/\/library\?q=quag$/)
  await page.getByRole('button', { name: /^zebra/ }).click()
  await expect(page).toHaveURL(/tag=zebra/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('quag')
  await page.getByRole('searchbox').fill('quag unicorn')
  await expect(page.getByText('Nothing in the library has all of that.')).toBeVisible()
  await page.getByRole('searchbox').fill('quag')
  await page.getByRole('link', { name: 'Quagga one' }).click()

  await expect(page.getByRole('region', { name: 'Manifest' })).toContainText('by number, optional')
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('The first one')
  await page.getByRole('button', { name: 'Rehearse By three' }).click()
  await expect(page.getByRole('status', { name: 'What happened in the rehearsal' })).toContainText('Rehearsed: Succeeded', { timeout: 60_000 })
  // a cell of the contract plays that failure
  await page.getByRole('button', { name: /^answer fails: /i }).click()
  await expect(page.getByRole('status', { name: 'What happened in the rehearsal' })).toContainText(/Rehearsed: .*answer/i, { timeout: 60_000 })

  const ratings = page.getByRole('region', { name: 'Ratings' })
  await ratings.getByRole('radio', { name: '4 of 5: Good' }).check({ force: true })
  await ratings.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await ratings.getByRole('textbox', { name: 'What do you think of it?' }).fill('It counts well.')
  await ratings.getByRole('button', { name: 'Rate it' }).click()
  await expect(ratings.getByText('It counts well.').first()).toBeVisible()
  await expect(page.getByRole('img', { name: 'Rated 4.0 of 5 by one person' })).toBeVisible()
})

test('what it lacks here stands in the way until it is mapped', async ({ page, request }) => {
  const id = await draw(request, { eddy: 1, name: 'lib_paying', title: 'Quagga pays', steps: [{ name: 'pay', kind: 'http.request', config: { method: 'POST', url: 'http://pay.there/charges' }, arguments: [{ name: 'key', from: { secret: 'THEIR_KEY' } }] }] })
  await share(request, id, {})
  await post(request, 'secret.set', { name: 'OUR_LIB_KEY', value: 'very secret' })
  await page.goto('/library/lib_paying')
  await page.getByRole('button', { name: 'Install …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Install Quagga pays' })
  await dialog.getByRole('radio', { name: /Use as a sub-workflow/ }).check()
  const blocks = dialog.getByRole('status', { name: 'What stands in the way' })
  await expect(blocks).toContainText('The secret THEIR_KEY does not exist here')
  await expect(blocks).toContainText('http://pay.there may not be called from here')
  await expect(dialog.getByRole('button', { name: 'Install', exact: true })).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Secret for THEIR_KEY' }).click()
  await page.getByRole('option', { name: 'OUR_LIB_KEY' }).click()
  await expect(blocks).not.toContainText('THEIR_KEY')
  await dialog.getByRole('textbox', { name: 'Address in place of http://pay.there' }).fill(DEMO_URL)
  await dialog.getByRole('textbox', { name: 'Address in place of http://pay.there' }).press('Enter')
  await expect(blocks).toBeHidden()
  await dialog.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  const { document } = await ask(request, 'workflow.get', { id: page.url().split('/').at(-1) ?? '' })
  expect(document.steps[0]).toMatchObject({ config: { url: `${DEMO_URL}/charges` }, arguments: [{ from: { secret: 'OUR_LIB_KEY' } }] })
})

test('an installed workflow is updated, what both have changed is chosen, and a fork names where it came from', async ({ page, request }) => {
  const origin = await draw(request, numbered('lib_origin', 'Quagga origin', 1))
  await share(request, origin, {})
  const { workflowId, name } = await post(request, 'library.install', { name: 'lib_origin', mode: 'copy' })
  const { document } = await ask(request, 'workflow.get', { id: workflowId })
  const edited = { ...document, description: 'Ours', steps: document.steps.map((step: { name: string }) => (step.name === 'answer' ? { ...step, config: { expr: '5' } } : step)) }
  await save(request, workflowId, edited)
  await save(request, origin, numbered('lib_origin', 'Quagga origin', 2))
  await share(request, origin, { note: 'Two from now on' })

  await page.goto(`/workflow/${workflowId}`)
  await page.getByRole('button', { name: 'Update available: version 2 of Quagga origin' }).click()
  const dialog = page.getByRole('dialog', { name: 'Update to version 2' })
  await expect(dialog).toContainText('Two from now on')
  const update = dialog.getByRole('button', { name: 'Update the draft' })
  await expect(update).toBeDisabled()
  await expect(dialog.getByRole('button', { name: /^The library’s: / }).first()).toBeVisible()
  for (const choice of await dialog.getByRole('button', { name: /^The library’s: / }).all()) await choice.click()
  await expect(dialog.getByRole('region', { name: 'What changes here' })).toContainText('Answer: config/expr "5" → "2 * by"')
  await update.click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await ask(request, 'workflow.get', { id: workflowId })).document.steps[0].config.expr).toBe('2 * by')
  await expect(page.getByRole('button', { name: /^Update available/ })).toBeHidden()
  // the open editor has taken it in
  await page.locator('.react-flow__node').filter({ hasText: 'Answer' }).first().click()
  await expect(page.getByRole('complementary').getByText('2 * by').first()).toBeVisible()

  await share(request, workflowId, {})
  await page.goto(`/library/${name}`)
  await page.getByRole('link', { name: 'lib_origin, version 2' }).click()
  await expect(page.getByRole('region', { name: 'Used here' })).toContainText(`${name}, from version 2`)
})

test('a bundle goes to another server when its signer is trusted there, and not when it was changed on its way', async ({ page, request }) => {
  test.setTimeout(120_000)
  await share(request, await draw(request, numbered('lib_travels', 'Quagga travels', 9)), {})
  await page.goto('/library?q=travels')
  await page.getByRole('checkbox', { name: 'Select Quagga travels' }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as a signed bundle' }).click()])
  const file = join(dir, 'bundle.json')
  await download.saveAs(file)
  const bundle = JSON.parse(readFileSync(file, 'utf8'))
  const tampered = join(dir, 'tampered.json')
  writeFileSync(tampered, JSON.stringify({ ...bundle, packages: [{ ...bundle.packages[0], title: 'Trust me' }] }))

  second = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: '../apps/server', env: { ...process.env, EDDY_PORT: String(SECOND_PORT), EDDY_DATA: join(dir, 'data'), EDDY_DEMO: 'off' }, stdio: 'ignore' })
  const url = `http://127.0.0.1:${SECOND_PORT}`
  await expect.poll(() => fetch(`${url}/health`).then((answer) => answer.ok, () => false), { timeout: 90_000 }).toBe(true)
  await page.goto(`${url}/library`)
  // what is shipped is there, and nothing else
  await expect(page.getByRole('link', { name: /Book a trip/ }).first()).toBeVisible()
  await expect(page.getByText('Quagga travels')).toHaveCount(0)
  await page.getByRole('button', { name: 'Import a bundle …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a bundle' })
  await dialog.getByLabel('Bundle file').setInputFiles(tampered)
  await expect(dialog.getByRole('alert')).toContainText('was changed on its way')
  await dialog.getByLabel('Bundle file').setInputFiles(file)
  await expect(dialog.getByRole('region', { name: 'Unknown signer' })).toContainText(/[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/)
  await dialog.getByRole('button', { name: 'Trust Eddy and import' }).click()
  await expect(dialog.getByRole('region', { name: 'Imported' })).toContainText('Quagga travels')
  await dialog.getByRole('link', { name: 'Quagga travels' }).click()
  await expect(page.getByText('Signed by Eddy')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Failure contract' })).toContainText('failures rehearsed')
})

test('axe finds nothing in the library, in light and dark', async ({ page, request }) => {
  const name = 'lib_axe'
  await share(request, await draw(request, numbered(name, 'Quagga', 3)), {})
  await page.goto('/library?q=Quagga')
  await expect(cardOf(page, 'Quagga')).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await page.goto(`/library/${name}`)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'] })
  await page.getByRole('button', { name: 'Install …' }).click()
  await expect(page.getByText('there is nothing to map')).toBeVisible()
  // the panel is faded in
  await page.waitForTimeout(400)
  await expectAccessible(page, { looks: ['light', 'dark'] })
})
