import type { ConformanceCase } from './conformance-case.ts'
import { interruption } from './cases/interruption.ts'
import { loops } from './cases/loops.ts'
import { open, type OpenCase } from './cases/open.ts'
import { outcomes } from './cases/outcomes.ts'
import { rollback } from './cases/rollback.ts'
import { scheduling } from './cases/scheduling.ts'

/** Everything that a host must show, by topic. */
export const conformanceCases: readonly ConformanceCase[] = [...scheduling, ...outcomes, ...rollback, ...interruption, ...loops]

/** What the engine is known to break, wherever it runs; a host need not pass these. */
export const openCases: readonly OpenCase[] = open
