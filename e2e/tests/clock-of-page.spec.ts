import { DEMO_URL } from '../ports.ts'
import { expect, test } from './page.ts'

const HOUR_MS = 3_600_000

for (const [where, off] of [['ahead', HOUR_MS], ['behind', -HOUR_MS]] as const) {
  test(`a page on a machine whose clock is an hour ${where} tells how long a step runs by the server's clock`, async ({ page, request }) => {
    await page.addInitScript((by) => {
      const Real = Date
      globalThis.Date = class extends Real {
        constructor(...args: []) {
          super(...((args.length === 0 ? [Real.now() + by] : args) as []))
        }
        static override now() {
          return Real.now() + by
        }
      } as DateConstructor
    }, off)
    const document = { eddy: 1, name: 'slow', steps: [{ name: 'slow', kind: 'http.request', config: { method: 'GET', url: `${DEMO_URL}/slow?ms=9000` } }] }
    const { data: { id } } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result
    const { data: { runId } } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result
    await page.goto(`/runs/${runId}`)
    const card = page.getByRole('region', { name: 'Run', exact: true }).locator('.react-flow__node[data-id="slow"]')
    // it counts on, from when it began
    await expect(card).toContainText(/Running\s*[2-9]\.\d s/)
    await request.post('/trpc/run.cancel', { data: { runId } })
  })
}
