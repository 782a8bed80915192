import { expect, test } from './page.ts'
import { create, openEditor, tell } from './versioned.ts'

test('the editor asks for the results of a run under way when something happens in it, and for nothing while it waits', async ({ page, request }) => {
  const wait = { name: 'wait', title: 'Wait for a word', kind: 'wait.signal', config: { name: 'go', correlation: 'key' }, arguments: [{ name: 'key', from: { value: 'last-results' } }] }
  const id = await create(request, { name: 'last_results', title: 'Last results', steps: [wait] })
  const { runId } = await tell<{ runId: string }>(request, 'run.start', { workflowId: id, input: {} })
  let asked = 0
  page.on('request', (sent) => void (sent.url().includes('run.results') && asked++))
  let state = ''
  page.on('response', async (come) => {
    if (come.url().includes('run.results')) state = (await come.text()).includes('"status":"succeeded"') ? 'succeeded' : 'waiting'
  })
  await openEditor(page, id)
  await expect.poll(() => asked).toBeGreaterThan(0)
  await page.waitForTimeout(1500)
  const before = asked
  await page.waitForTimeout(3000)
  expect(asked).toBe(before)
  await tell(request, 'run.signal', { runId, name: 'go', correlation: 'last-results', payload: { word: 'onward' } })
  await expect.poll(() => asked).toBeGreaterThan(before)
  await expect.poll(() => state).toBe('succeeded')
})
