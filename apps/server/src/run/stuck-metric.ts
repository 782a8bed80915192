import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

/** How many runs stand still though nothing holds them up, in the text format of Prometheus. */
export async function stuckMetric({ prisma }: Database): Promise<string> {
  const count = await prisma.run.count({ where: { stuckAt: { not: null }, status: { in: [...UNFINISHED] } } })
  return `# HELP eddy_runs_stuck Unfinished runs that nothing drives.\n# TYPE eddy_runs_stuck gauge\neddy_runs_stuck ${count}\n`
}
