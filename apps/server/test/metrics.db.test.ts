import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import parse, { type Family } from 'parse-prometheus-text-format'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-metrics-'))
let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess({ EDDY_DATA: dir, EDDY_MAX_RUNS: '1', EDDY_NAMES: 'eddy.internal' })
})
afterAll(async () => {
  await server.stop('SIGTERM')
  rmSync(dir, { recursive: true, force: true })
})

const CLIENT = 'import json,sys; from prometheus_client.parser import text_string_to_metric_families as f; print(json.dumps([[m.name,m.type,s.name,s.labels,s.value] for m in f(sys.stdin.read()) for s in m.samples]))'
const clientThere = spawnSync('python3', ['-c', 'import prometheus_client']).status === 0
if (!clientThere) console.warn('Prometheus\'s client for Python is not installed here (pip install prometheus_client): what it makes of /metrics is not tested.')

const create = async (name: string, steps: readonly object[]) => (await server.api.workflow.create.mutate({ document: { eddy: 1, name, steps } as never })).id
const scrape = async () => {
  const response = await fetch(`${server.url}/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return response.text()
}
const families = async () => new Map(parse(await scrape()).map((family) => [family.name, family]))
const value = (family: Family | undefined, labels: { readonly [label: string]: string } = {}) => Number(family?.metrics.find((metric) => Object.entries(labels).every(([name, text]) => metric.labels?.[name] === text))?.value)

describe('what Prometheus is told', () => {
  it('is read by a parser of others, and counts what has happened', async () => {
    const good = await create('good', [{ name: 'a', kind: 'expression', config: { expr: '1' } }])
    const bad = await create('bad', [{ name: 'no', kind: 'fail', config: { code: 'NO', message: 'no "quoted"\nline' } }])
    const waits = await create('waits', [{ name: 'w', kind: 'wait.signal', config: { name: 'go' } }])
    const before = await families()
    for (const workflowId of [good, good, bad]) {
      const { runId } = await server.api.run.start.mutate({ workflowId, input: {} })
      await expect.poll(async () => (await server.api.run.get.query({ runId })).endedAt).not.toBeNull()
    }
    await server.api.run.start.mutate({ workflowId: waits, input: {} })
    const second = await server.api.run.start.mutate({ workflowId: waits, input: {} })
    await expect.poll(async () => value((await families()).get('eddy_queue_runs'), { state: 'waiting' })).toBe(1)
    const now = await families()
    expect(value(now.get('eddy_runs_total'), { outcome: 'succeeded' })).toBe(2)
    expect(value(now.get('eddy_runs_total'), { outcome: 'rolled_back' })).toBe(1)
    expect(value(now.get('eddy_runs'), { status: 'running' })).toBe(2)
    expect(value(now.get('eddy_runs'), { status: 'halted' })).toBe(0)
    expect(value(now.get('eddy_queue_runs'), { state: 'placed' })).toBe(1)
    expect([value(now.get('eddy_servers_alive')), value(now.get('eddy_leases_owned')), value(now.get('eddy_leases_orphaned')), value(now.get('eddy_database_up')), value(now.get('eddy_draining'))]).toEqual([1, 2, 0, 1, 0])
    expect(value(now.get('eddy_events_stored_total'))).toBeGreaterThan(value(before.get('eddy_events_stored_total')))
    expect(value(now.get('process_resident_memory_bytes'))).toBeGreaterThan(10_000_000)
    expect(value(now.get('eddy_database_size_bytes'))).toBeGreaterThan(1_000_000)
    expect(now.get('eddy_event_loop_lag_seconds')?.metrics.map(({ labels }) => labels?.['quantile'])).toEqual(['0.5', '0.9', '0.99', '1'])
    await server.api.run.cancel.mutate({ runId: second.runId })
  })

  it('keeps the rules of names, units and histograms', async () => {
    const text = await scrape()
    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({ name, type }))
    expect(names.length).toBeGreaterThan(30)
    const documented = readFileSync(new URL('../../../docs/reference/metrics.md', import.meta.url), 'utf8')
    for (const { name } of names) expect(documented).toContain(`\`${name}\``)
    // each once, with a sentence, and in one piece
    expect(new Set(names.map(({ name }) => name)).size).toBe(names.length)
    for (const { name, type } of names) {
      expect(name).toMatch(/^(eddy|process|nodejs)_[a-z_]+$/)
      expect(text).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'))
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
      expect(name).not.toMatch(/_(ms|milliseconds|kb|mb)(_|$)/)
    }
    let family = ''
    for (const line of text.trim().split('\n')) {
      if (line.startsWith('# HELP ')) family = line.split(' ')[2] ?? ''
      else if (!line.startsWith('#')) expect(line.replace(/[{ ].*$/s, '').replace(/_(bucket|sum|count)$/, '')).toBe(family)
    }
  })

  it.skipIf(!clientThere)('is read by Prometheus\'s own client for Python; its histograms add up', async () => {
    const read = execFileSync('python3', ['-c', CLIENT], { input: await scrape(), encoding: 'utf8', maxBuffer: 1e8 })
    const samples = JSON.parse(read) as readonly (readonly [family: string, type: string, name: string, labels: { readonly [label: string]: string }, value: number])[]
    const histograms = new Map<string, { counts: number[]; count: number; sum: number }>()
    for (const [family, type, name, { le, ...labels }, count] of samples) {
      if (type !== 'histogram') continue
      const key = `${family} ${JSON.stringify(labels)}`
      const histogram = histograms.get(key) ?? { counts: [], count: -1, sum: -1 }
      histograms.set(key, histogram)
      if (le !== undefined) histogram.counts.push(count)
      else if (name.endsWith('_count')) histogram.count = count
      else histogram.sum = count
    }
    expect([...histograms.keys()]).toEqual(expect.arrayContaining(['eddy_run_duration_seconds {}', 'eddy_commit_duration_seconds {}', 'eddy_step_duration_seconds {"kind":"expression"}']))
    for (const [key, { counts, count, sum }] of histograms) expect([key, counts, counts.at(-1), sum >= 0]).toEqual([key, counts.toSorted((a, b) => a - b), count, true])
    expect(histograms.get('eddy_step_duration_seconds {"kind":"expression"}')?.count).toBe(2)
    expect([...histograms].filter(([key]) => key.includes('"method":"POST"') && key.includes('"2xx"')).reduce((sum, [, { count }]) => sum + count, 0)).toBeGreaterThanOrEqual(8)
  })

  it('is told by the names that the server may be reached by, and no other', async () => {
    const { port } = new URL(server.url)
    const ask = async (host: string, path: string) => {
      const { request } = await import('node:http')
      return new Promise<number | undefined>((resolve) => request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => (response.resume(), resolve(response.statusCode))).end())
    }
    expect(await ask('eddy.internal:4400', '/metrics')).toBe(200)
    expect(await ask('other.internal', '/metrics')).toBe(403)
    expect(await ask('10.1.2.3', '/health')).toBe(200)
    expect(await ask('10.1.2.3', '/ready')).toBe(200)
  })
})
