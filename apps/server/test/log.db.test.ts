import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startServerProcess } from './server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-log-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('every line of a server in production is an object; those of runs name the run, the step and the trace, and none a secret', async () => {
  // nobody listens where the traces go: that must not hurt
  const server = await startServerProcess({ EDDY_DATA: dir, NODE_ENV: 'production', EDDY_LOG_LEVEL: 'debug', EDDY_SECRET_api_key: 'hunter2-hunter2', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: '500' })
  const steps = [
    { name: 'say', kind: 'log', config: { message: 'the order is {{ order }}' }, arguments: [{ name: 'order', from: { value: 'A7' } }] },
    { name: 'leak', kind: 'code', waitFor: ['say'], arguments: [{ name: 'key', from: { secret: 'api_key' } }], config: { source: 'throw new Error("refused: " + key)' } },
  ]
  const { id } = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'logged', steps } as never })
  const { runId } = await server.api.run.start.mutate({ workflowId: id, input: {} })
  await expect.poll(async () => (await server.api.run.get.query({ runId })).endedAt).not.toBeNull()
  expect(await server.stop('SIGTERM')).toBe(0)
  const lines = server.output().trim().split('\n').map((line) => JSON.parse(line) as { readonly [field: string]: string })
  for (const line of lines) expect(line).toMatchObject({ level: expect.stringMatching(/^(error|warn|info|debug)$/), time: expect.any(String), msg: expect.any(String) })
  const ofRun = lines.filter(({ run }) => run === runId)
  expect(ofRun).toContainEqual(expect.objectContaining({ level: 'error', workflow: 'logged', step: 'leak', attempt: 1, event: 'step.failed', trace: expect.stringMatching(/^[\da-f]{32}$/) }))
  expect(ofRun).toContainEqual(expect.objectContaining({ level: 'info', event: 'run.started' }))
  expect(ofRun.map(({ msg }) => msg).join('\n')).toContain('the order is A7')
  expect(new Set(ofRun.filter(({ event }) => event !== 'run.started').map(({ trace }) => trace)).size).toBeLessThanOrEqual(2)
  expect(server.output()).not.toContain('hunter2')
})
