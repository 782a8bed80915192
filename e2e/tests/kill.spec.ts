import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PORT, DEMO_URL, SECOND_PORT } from '../ports.ts'
import { expect, openTemplate, runSample, sentence, test } from './page.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-kill-'))
let server: ChildProcess | undefined

/** A server of this test's own, which it may kill. */
async function startServer(): Promise<void> {
  server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: '../apps/server', env: { ...process.env, EDDY_PORT: String(SECOND_PORT), EDDY_DATA: dir, EDDY_DEMO: 'off', EDDY_ALLOWED_HOSTS: `127.0.0.1:${DEMO_PORT}` }, stdio: 'ignore' })
  await expect.poll(() => fetch(`http://127.0.0.1:${SECOND_PORT}/health`).then((answer) => answer.ok, () => false), { timeout: 60_000 }).toBe(true)
}

async function killServer(): Promise<void> {
  const ended = new Promise((resolve) => server?.once('exit', resolve))
  server?.kill('SIGKILL')
  await ended
}

test.use({ baseURL: `http://127.0.0.1:${SECOND_PORT}` })
test.afterAll(async () => {
  await killServer()
  rmSync(dir, { recursive: true, force: true })
})

test('after kill -9 of the server in the middle of a run the screen catches up by itself', async ({ page, request }) => {
  await request.post(`${DEMO_URL}/reset`)
  await startServer()
  // the demo service is the other server's; it outlives this one
  await openTemplate(page, 'Book a trip')
  const id = page.url().split('/').at(-1) ?? ''
  const stored = await (await request.get(`/trpc/workflow.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()
  const { document, revision } = stored.result.data
  const text = JSON.stringify(document).replaceAll('127.0.0.1:4410', `127.0.0.1:${DEMO_PORT}`)
  await request.post('/trpc/workflow.save', { data: { id, document: JSON.parse(text), baseRevision: revision } })
  await page.reload()
  await runSample(page, 'No car is left')
  await expect(page.locator('.react-flow__node', { hasText: 'Reserve flight' }).first()).toContainText('Succeeded')
  await killServer()
  await expect(page.getByText('Offline')).toBeVisible()
  // what is shown is from then: its clocks stand
  const times = page.getByText(/^Started .* · /)
  const then = await times.innerText()
  await page.waitForTimeout(1500)
  expect(await times.innerText()).toBe(then)
  await startServer()
  await expect(sentence(page)).toContainText('Reserve hotel and Reserve flight were undone.', { timeout: 60_000 })
  expect(await (await request.get(`${DEMO_URL}/reservations`)).json()).toEqual([])
  const writes: { method: string }[] = await (await request.get(`${DEMO_URL}/writes`)).json()
  expect(writes.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'DELETE', 'DELETE'])
})
