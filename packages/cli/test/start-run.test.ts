import { expect, it } from 'vitest'
import { eddy } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()

const answering = (value: number) => ({ eddy: 1, name: 'cli_start', inputs: [{ name: 'by' }], steps: [{ name: 'answer', kind: 'expression', config: { expr: `${value} * by` }, arguments: [{ name: 'by', from: { input: 'by' } }] }] })
const runs = (...args: readonly string[]) => eddy('runs', ...args)

it('starts a run of the draft, a version or an environment, and a caller decides the side of a canary', { timeout: 120_000 }, async () => {
  const { id } = await server.post('workflow.create', { document: answering(2) })
  await server.post('version.publish', { workflowId: id, revision: 1 })
  await server.post('workflow.save', { id, document: answering(3), baseRevision: 1 })
  await server.post('version.publish', { workflowId: id, revision: 2 })
  await server.post('version.move', { workflowId: id, environment: 'live', number: 1, canary: { number: 2, callers: ['acme'] } })
  const shown = async (...args: readonly string[]) => {
    const started = await runs('start', 'cli_start', '--input', '{"by":10}', '--json', ...args)
    const { runId } = JSON.parse(started.out)
    await runs('events', runId, '--follow')
    const { version, canary, status } = JSON.parse((await runs('show', runId, '--json')).out)
    return { version, canary, status }
  }
  expect(await shown('--environment', 'live', '--caller', 'acme')).toEqual({ version: 2, canary: true, status: 'succeeded' })
  expect(await shown('--environment', 'live', '--caller', 'zenith')).toEqual({ version: 1, canary: false, status: 'succeeded' })
  expect(await shown('--version', '2')).toMatchObject({ version: 2, canary: false })
  const [one, same] = [await runs('start', 'cli_start', '--input', '{"by":1}', '--key', 'k1'), await runs('start', id, '--input', '{"by":1}', '--key', 'k1')]
  expect(one.out).toMatch(/^Run \w+ has begun\.$/)
  expect(same.out).toBe(one.out)
  expect(await runs('start', 'cli_start', '--input', '{"on":1}')).toMatchObject({ code: 2, err: expect.stringMatching(/^The input does not fit[^]+error INPUT_UNKNOWN at \/on: [^]+error INPUT_MISSING at \/by: /) })
  expect(await runs('start', 'nobody')).toMatchObject({ code: 2, err: expect.stringContaining('has no workflow "nobody"') })
  expect(await runs('start', 'cli_start', '--version', '2', '--environment', 'live')).toMatchObject({ code: 2, err: 'a run is of --version or of --environment, not of both' })
})
