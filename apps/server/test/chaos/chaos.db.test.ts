// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo, type Demo } from '@eddy/demo'
import { postgresPrograms, startPostgres, type Postgres } from '../postgres.ts'
import { runChaos } from './chaos.ts'
import { faultsOfRun } from './faults-of-run.ts'

const programs = postgresPrograms()
/** A thousand in `npm run test:nightly`. */
const rounds = Number(process.env['EDDY_CHAOS_ROUNDS'] ?? 50)
const seed = Number(process.env['EDDY_CHAOS_SEED'] ?? 1)
const dataDir = mkdtempSync(join(tmpdir(), 'eddy-chaos-'))
let postgres: Postgres | undefined
let demo: Demo

beforeAll(async () => {
  demo = await startDemo({ port: 0 })
  if (programs !== undefined) postgres = await startPostgres(programs)
}, 240_000)
afterAll(async () => {
  await demo.close()
  await postgres?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it.skipIf(programs === undefined)(`${rounds} rounds with the seed ${seed}: no acknowledged run is lost, nothing finished is repeated, no undo is doubled, no schedule fires twice`, async () => {
  if (!postgres) throw new Error('there is no PostgreSQL')
  expect(await runChaos({ postgres, demo, dataDir, seed, rounds, tell: (line) => console.info(line) })).toEqual([])
}, 60_000 + rounds * 90_000)

it('the checker finds what it looks for', () => {
  const event = (seq: number, type: string, step?: string) => ({ seq, at: 0, type, data: {}, ...(step === undefined ? {} : { step }) }) as never
  expect(faultsOfRun('r', [event(1, 'step.succeeded', 'a'), event(2, 'step.succeeded', 'b'), event(3, 'undo.succeeded', 'b'), event(4, 'undo.succeeded', 'a')])).toEqual([])
  expect(faultsOfRun('r', [event(1, 'step.succeeded', 'a'), event(3, 'step.succeeded', 'a')])).toEqual([expect.stringMatching(/gap/), expect.stringMatching(/finished twice/)])
  expect(faultsOfRun('r', [event(1, 'step.succeeded', 'a'), event(2, 'step.succeeded', 'b'), event(3, 'undo.succeeded', 'a'), event(4, 'undo.succeeded', 'b')])).toEqual([expect.stringMatching(/should be b, a/)])
  expect(faultsOfRun('r', [event(1, 'step.succeeded', 'a'), event(2, 'undo.succeeded', 'a'), event(3, 'undo.succeeded', 'a')])[0]).toMatch(/undone twice/)
})
