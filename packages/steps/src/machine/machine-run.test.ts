import { createServer } from 'node:http'
import { memoryPorts, plan, startRun } from '@eddy/engine'
import type { Argument, Json, Step } from '@eddy/workflow'
import { afterAll, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createEvaluator, createExecutor } from '../run.ts'
import { createKeyedState } from './keyed-state.ts'

const keys: unknown[] = []
const server = createServer((request, response) => {
  keys.push(request.headers['idempotency-key'])
  response.writeHead(204).end()
})
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

const kept = createKeyedState()
const names: string[] = []
const executor = createExecutor({
  http: { allowedHosts: [host] },
  keyedState: {
    read: (name) => kept.read(name),
    update: (name, change) => {
      names.push(name)
      return kept.update(name, change)
    },
  },
})
const evaluator = createEvaluator()
afterAll(async () => {
  await Promise.all([executor.close(), evaluator.close()])
  server.close()
})

const run = (steps: readonly Step[], runId: string) => startRun({ runId, plan: plan({ eddy: 1, name: 'w', steps }, { catalog }), ports: memoryPorts({ executor, evaluator }), input: {} }).settled()
const given = (args: { readonly [name: string]: Json }): readonly Argument[] => Object.entries(args).map(([name, value]) => ({ name, from: { value } }))
const count = (name: string, payload: number): Step => ({
  name,
  kind: 'machine',
  config: { machine: 'sum', key: 'who', initial: 'on', context: 0, states: { on: { on: { add: { target: 'on', reduce: 'context + payload' } } } } },
  arguments: given({ event: 'add', payload, who: 'Ada' }),
})

it('works in a run, and goes back with it', async () => {
  expect(await run([count('one', 1)], 'before')).toMatchObject({ status: 'succeeded', value: { key: 'Ada', context: 1, version: 1 } })
  const failing = [count('two', 2), { ...count('three', 3), waitFor: ['two'] }, { name: 'tell', kind: 'notify', config: { title: 'x', channel: 'webhook', url: `http://${host}/` }, waitFor: ['three'] }, { name: 'no', kind: 'fail', config: { message: 'no' }, waitFor: ['tell'] }]
  const failed = await run(failing, 'failing')
  expect(failed).toMatchObject({ status: 'rolled_back', undone: ['three', 'two'], left: [] })
  expect(failed.residue).toEqual(['tell'])
  expect(keys).toEqual(['failing/tell/1'])
  expect(await run([count('one', 10)], 'after')).toMatchObject({ value: { context: 11, previous: { context: 1 }, version: 2 } })
  expect(new Set(names)).toEqual(new Set(['machine/sum/Ada']))
})
