import type { ConformanceCase } from './conformance-case.ts'
import { again } from './cases/again.ts'
import { found, type DeathCase } from './cases/found.ts'
import { interruption } from './cases/interruption.ts'
import { loops } from './cases/loops.ts'
import { outcomes } from './cases/outcomes.ts'
import { rollback } from './cases/rollback.ts'
import { scheduling } from './cases/scheduling.ts'
import { tasks } from './cases/tasks.ts'

const SAMPLE: ReadonlySet<string> = new Set(['compose', 'secret-stays-out-of-the-log', 'undo-that-fails', 'one-stack-for-all-scopes', 'failure-lane', 'contained-group-goes-on-by-handler', 'map-skips', 'stream-over-a-crash', 'race', 'timers-over-a-crash', 'lock-is-waited-for'])

/** Everything that a host must show, by topic. */
export const conformanceCases: readonly ConformanceCase[] = [...scheduling, ...outcomes, ...rollback, ...interruption, ...tasks, ...again, ...loops, ...found.filter((one) => !isDeathCase(one))]

/** Cases that hosts to which every death costs time, such as one with a database, are killed in: one for each kind of thing that is taken up again. */
export const deathSample: readonly ConformanceCase[] = conformanceCases.filter(({ id }) => SAMPLE.has(id))

/** Cases in which the process dies at one event of its log; for hosts whose stores may keep a part of an append. */
export const deathCases: readonly DeathCase[] = found.filter(isDeathCase)

function isDeathCase(one: ConformanceCase | DeathCase): one is DeathCase {
  return 'dieAt' in one
}
