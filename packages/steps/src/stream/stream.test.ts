import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { memoryPorts, plan, startRun, type Outcome } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createEvaluator, createExecutor } from '../run.ts'

let served = 0
let closed = 0
const server = createServer((request, response) => {
  if (request.url === '/broken') {
    response.write('1\n2\n')
    return void setTimeout(() => response.destroy(), 20)
  }
  if (request.url === '/none') return void response.writeHead(404).end()
  if (request.url === '/bad') return void response.end('1\nnot json\n')
  response.on('close', () => closed++)
  const more = () => {
    while (served < 200_000) {
      served++
      if (!response.write(`{"n":${served}}\r\n`)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
})
const workspace = mkdtempSync(path.join(tmpdir(), 'eddy-stream-'))
const journal = mkdtempSync(path.join(tmpdir(), 'eddy-journal-'))
const evaluator = createEvaluator()
let executor: ReturnType<typeof createExecutor>
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  origin = `http://${host}`
  executor = createExecutor({ http: { allowedHosts: [host] }, files: { workspace, journal } })
})
afterAll(async () => {
  await Promise.all([executor.close(), evaluator.close()])
  server.closeAllConnections()
  server.close()
})

async function run(source: Step, reader: Partial<Step>) {
  const steps: Step[] = [source, { name: 'each', kind: 'map', arguments: [{ name: 'source', from: { result: source.name } }], steps: [{ name: 'one', kind: 'expression', config: { expr: 'x' }, arguments: [{ name: 'x', from: { element: 'each' } }] }], ...reader }]
  return startRun({ runId: 'r', plan: plan({ eddy: 1, name: 'w', steps }, { catalog }), ports: memoryPorts({ executor, evaluator }), input: {} }).settled()
}
const http = (where: string, format = 'ndjson'): Step => ({ name: 's', kind: 'http.stream', config: { url: `${origin}${where}`, format } })

describe('streams', () => {
  it('reads the lines of a file, whatever their ends', async () => {
    writeFileSync(path.join(workspace, 'a.txt'), 'one\r\ntwo\n\nlast – ü')
    expect(await run({ name: 's', kind: 'file.read_stream', config: { path: 'a.txt' } }, {})).toMatchObject({ value: ['one', 'two', '', 'last – ü'] })
  })

  it('reads JSON lines over HTTP no faster than they are worked off', async () => {
    const add: Step = { name: 'add', kind: 'expression', config: { expr: '$assert(at.element.n < 500, "enough") ? at.accumulator + at.element.n : at.accumulator + at.element.n' }, arguments: [{ name: 'at', from: { element: 'each' } }] }
    const result = await run(http('/endless'), { kind: 'reduce', config: { initial: 0 }, steps: [add] })
    expect(result).toMatchObject({ status: 'rolled_back', error: { message: expect.stringContaining('enough') } })
    // what buffers of the platform hold, not 200,000 lines
    expect(served).toBeLessThan(150_000)
    await expect.poll(() => closed).toBe(1)
  })

  it.each([['/broken', 'STREAM_FAILED'], ['/none', 'STREAM_FAILED'], ['/bad', 'STREAM_FAILED']])('%s fails the reader', async (where, code) => {
    expect(await run(http(where), {})).toMatchObject({ status: 'rolled_back', error: { code } })
  })

  it('refuses hosts, secrets and files that are not there', async () => {
    const request = (step: Step, args: { readonly [name: string]: Json } = {}) => executor.execute({ runId: 'r', path: 's', step, purpose: 'run', arguments: args, context: { runId: 'r', step: 's', attempt: 1, retriesRemaining: 0, workflow: 'w' }, idempotencyKey: 'k', signal: new AbortController().signal })
    const codeOf = async (outcome: Outcome | Promise<Outcome>) => (await outcome as { error: { code: string } }).error.code
    expect(await codeOf(request({ name: 's', kind: 'http.stream', config: { url: 'http://127.0.0.1:9/' } }))).toBe('HOST_NOT_ALLOWED')
    expect(await codeOf(request({ name: 's', kind: 'http.stream', config: { url: `${origin}/{{ k }}` }, arguments: [{ name: 'k', from: { secret: 'key' } }] }, { k: 'v' }))).toBe('SECRET_IN_STREAM')
    expect(await codeOf(request({ name: 's', kind: 'file.read_stream', config: { path: 'none.txt' } }))).toBe('FILE_NOT_FOUND')
    expect(await codeOf(request({ name: 's', kind: 'file.read_stream', config: { path: '../etc' } }))).toBe('PATH_OUTSIDE_WORKSPACE')
  })
})
