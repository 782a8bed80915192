import { expect, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const document = {
  eddy: 1, name: 'stuck_undo', title: 'Stuck undo',
  steps: [code('reserve', 'return 1', { undo: 'release' }), code('notify', 'return 2', { undo: 'withdraw', waitFor: ['reserve'] }), { name: 'pay', kind: 'fail', config: { message: 'the card was declined' }, waitFor: ['notify'] }],
  handlers: [
    code('release', 'if (args.with.key !== "new") return eddy.fail("the room is locked", { retryable: false })', { arguments: [{ name: 'with', from: { origin: 'arguments' } }] }),
    code('withdraw', 'return eddy.fail("the mail is out", { retryable: false })'),
  ],
}

test('what a rollback has left is resolved one by one: undone again with other arguments, or seen to by a person', async ({ page, request }) => {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('could not be undone and is still in place')
  await page.getByRole('button', { name: 'Resolve Notify' }).click()
  await page.getByRole('radio', { name: /undone outside/ }).check()
  await page.getByRole('button', { name: 'Mark as undone' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByLabel('Reason').fill('Called the customer, ticket 12')
  await page.getByRole('button', { name: 'Mark as undone' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Resolve Reserve' }).click()
  await page.getByRole('textbox', { name: 'Arguments' }).fill('{"key": "new"}')
  await page.getByRole('button', { name: 'Undo again' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: /^Resolve/ })).toHaveCount(0)
  await expect(sentence(page)).toContainText('Reserve was undone')
  await page.reload()
  await expect(page.getByRole('button', { name: /^Resolve/ })).toHaveCount(0)
})

test('a run goes step by step when it is asked to', async ({ page, request }) => {
  const steps = [code('first', 'return 1'), code('second', 'return 2', { waitFor: ['first'] })]
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: 'in_waves', title: 'In waves', steps } } })).json()).result.data
  await page.goto(`/workflow/${id}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('checkbox', { name: /Step by step/ }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(sentence(page)).toContainText('halted')
  await page.getByRole('button', { name: 'Resume …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
  await expect(sentence(page)).toContainText('2 steps succeeded')
})

test.describe('adapting', () => {
  test.use({ refusals: true })

  test('a halted run goes on with the workflow as it is now, or says why it cannot', async ({ page, request }) => {
    const draft = (steps: readonly object[]) => ({ eddy: 1, name: 'adapting', title: 'Adapting', steps })
    const halting = [code('look', 'return 1'), code('ask', 'return eddy.halt("sure?")', { waitFor: ['look'] })]
    const { id, revision } = (await (await request.post('/trpc/workflow.create', { data: { document: draft([...halting, code('old', 'return "old"', { waitFor: ['ask'] })]) } })).json()).result.data
    const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
    await page.goto(`/runs/${runId}`)
    await expect(sentence(page)).toContainText('halted at Ask')
    const save = async (steps: readonly object[], baseRevision: number) => (await (await request.post('/trpc/workflow.save', { data: { id, document: draft(steps), baseRevision } })).json()).result.data.revision as number
    const second = await save([code('ask', 'return 1')], revision)
    await page.getByRole('button', { name: 'New version …' }).click()
    await page.getByRole('button', { name: 'Use the new version' }).click()
    await expect(page.getByRole('alert')).toContainText('"look" has begun, and the new version has no step of that name')
    await save([...halting, code('fresh', 'return "fresh"', { waitFor: ['ask'] })], second)
    await page.getByRole('button', { name: 'Use the new version' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.locator('.react-flow__node', { hasText: 'Fresh' })).toBeVisible()
    await page.getByRole('button', { name: 'Resume …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
    await expect(sentence(page)).toContainText('3 steps succeeded')
  })
})
