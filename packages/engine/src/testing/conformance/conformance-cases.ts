import type { ConformanceCase } from './conformance-case.ts'
import { interruption } from './cases/interruption.ts'
import { loops } from './cases/loops.ts'
import { open, type OpenCase } from './cases/open.ts'
import { outcomes } from './cases/outcomes.ts'
import { rollback } from './cases/rollback.ts'
import { scheduling } from './cases/scheduling.ts'

const SAMPLE: ReadonlySet<string> = new Set(['compose', 'secret-stays-out-of-the-log', 'undo-that-fails', 'one-stack-for-all-scopes', 'failure-lane', 'contained-group-goes-on-by-handler', 'map-skips', 'stream-over-a-crash', 'race', 'timers-over-a-crash'])

/** Everything that a host must show, by topic. */
export const conformanceCases: readonly ConformanceCase[] = [...scheduling, ...outcomes, ...rollback, ...interruption, ...loops]

/** Cases that hosts to which every death costs time, such as one with a database, are killed in: one for each kind of thing that is taken up again. */
export const deathSample: readonly ConformanceCase[] = conformanceCases.filter(({ id }) => SAMPLE.has(id))

/** What the engine itself is known to break; a host need not pass these. */
export const openCases: readonly OpenCase[] = open
