import { expect, sentence, test } from './page.ts'

test('a run shows the workflows that it composed as they were, whatever becomes of them', async ({ page, request }) => {
  const create = async (document: object) => (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data as { id: string }
  const inner = await create({ eddy: 1, name: 'inner_flow', title: 'Inner flow', steps: [{ name: 'greet', kind: 'expression', config: { expr: "'hello ' & who" }, arguments: [{ name: 'who', from: { input: 'who' } }] }], inputs: [{ name: 'who' }] })
  const outer = await create({ eddy: 1, name: 'outer_flow', title: 'Outer flow', steps: [{ name: 'inner', kind: 'compose', config: { workflow: 'inner_flow' }, arguments: [{ name: 'who', from: { value: 'Ada' } }] }] })
  const started = await (await request.post('/trpc/run.start', { data: { workflowId: outer.id, input: {} } })).json()
  await page.goto(`/runs/${started.result.data.runId}`)
  await expect(sentence(page)).toContainText('succeeded')
  await request.post('/trpc/workflow.remove', { data: { id: inner.id } })
  await page.reload()
  await expect(sentence(page)).toContainText('succeeded')
  await expect(page.locator('.react-flow__node', { hasText: 'inner' }).first()).toContainText('Succeeded')
})
