import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step } from '../testing/index.ts'
import { createElementResults } from './element-results.ts'

const each = (policy: string) => ({ steps: [step('each', { kind: 'map', config: { concurrency: 2, onElementError: policy }, arguments: [{ name: 'source', from: { value: [10, 20, 30] } }], steps: [step('a', { arguments: [{ name: 'it', from: { element: 'each' } }] })] })] })
const a = ({ arguments: args }: { readonly arguments: { readonly [name: string]: unknown } }) => (args['it'] === 20 ? fail() : ok(args['it'] as number))

async function resultsOf(policy: string) {
  const { run, plan, events } = runDocument(each(policy), { scripts: { a } })
  await run.settled()
  const results = createElementResults(plan, 'each')
  const ended = events.flatMap((event) => results.apply(event).map((result) => ({ index: result.index, seq: result.seq, is: result.status === 'succeeded' ? result.value : result.error.code })))
  return { ended, over: results.over, events }
}

describe('results of elements', () => {
  it('come in the order in which elements end, each with the event that ended it', async () => {
    const { ended, over, events } = await resultsOf('collect')
    expect([ended.map(({ index, is }) => [index, is]), over]).toEqual([[[0, 10], [1, 'TEST'], [2, 30]], true])
    // what failed is over when its own rollback is
    expect(ended.map(({ seq }) => [events[seq - 1]?.type, events[seq - 1]?.step])).toEqual([['step.succeeded', 'each[0].a'], ['rollback.completed', undefined], ['step.succeeded', 'each[2].a']])
  })

  it('end with the map that fails', async () => {
    const { ended, over } = await resultsOf('fail')
    expect(ended.map(({ index }) => index)).not.toContain(1)
    expect(over).toBe(true)
  })
})
