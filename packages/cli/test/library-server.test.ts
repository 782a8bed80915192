import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { eddy } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()
const dir = mkdtempSync(join(tmpdir(), 'eddy-cli-shelf-'))

afterAll(() => rmSync(dir, { recursive: true, force: true }))

const library = (...args: readonly string[]) => eddy('library', ...args)

it('shares, derives, extends, updates, rates and retires', { timeout: 240_000 }, async () => {
  const document = (expr: string) => ({ eddy: 1, name: 'cli_shelf', steps: [{ name: 'answer', kind: 'expression', config: { expr } }, { name: 'told', kind: 'debug', waitFor: ['answer'] }], return: 'answer' })
  const { id } = await server.post('workflow.create', { document: document('1') })
  await server.post('version.publish', { workflowId: id, revision: 1 })
  const first = await library('publish', id, '1', '--expose', 'number=answer', '--key', 'p1')
  expect(first).toMatchObject({ code: 0, out: 'cli_shelf@1 is in the library.' })
  expect((await library('publish', id, '1', '--expose', 'number=answer', '--key', 'p1')).out).toBe(first.out)

  const installed = JSON.parse((await library('install', 'cli_shelf', '--derived', '--key', 'i1', '--json')).out)
  expect((await library('updates')).out).toBe('Every installed workflow is what the library has.')
  await server.post('workflow.save', { id, document: document('2'), baseRevision: 1 })
  await server.post('version.publish', { workflowId: id, revision: 2 })
  await library('publish', id, '2', '--expose', 'number=answer')
  expect((await library('updates')).out).toMatch(/^cli_shelf {2}1 → 2 {2}/)
  expect((await library('update', installed.workflowId)).out).toContain('Nothing was changed; add --yes')
  expect((await library('update', installed.workflowId, '--yes', '--key', 'u1')).out).toBe('The draft has version 2 now; publish it to use it.')
  expect((await library('update', installed.workflowId)).out).toBe('It is what the library has: version 2.')

  expect((await library('rate', 'cli_shelf', '4', '--by', 'Ada')).out).toBe('cli_shelf has 4 of 5 stars from 1.')
  expect(await library('rate', 'cli_shelf', '9', '--by', 'Ada')).toMatchObject({ code: 2 })
  expect((await library('retire', 'cli_shelf')).out).toContain('is offered no more')
  expect(await library('install', 'cli_shelf', '--pinned', '--derived')).toMatchObject({ code: 2 })
})

it('tries an override and accepts it', { timeout: 120_000 }, async () => {
  await server.post('workflow.create', { document: { eddy: 1, name: 'cli_override', steps: [{ name: 'answer', kind: 'expression', config: { expr: '1' } }] } })
  const file = join(dir, 'override.json')
  writeFileSync(file, JSON.stringify({ name: 'two', fields: [{ step: 'answer', field: 'config', now: { expr: '2' } }] }))
  const { runId } = JSON.parse((await eddy('runs', 'start', 'cli_override', '--override', file, '--json')).out)
  await eddy('runs', 'events', runId, '--follow')
  expect(JSON.parse((await eddy('runs', 'show', runId, '--json')).out)).toMatchObject({ value: 2 })
  expect(await eddy('runs', 'accept', runId, '--by', 'Ada', '--key', 'a1')).toMatchObject({ code: 0, out: 'The draft has the settings now; the next version names the run.' })
})
