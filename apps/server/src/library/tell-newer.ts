import type { Database } from '../db/index.ts'
import type { LiveWorkflows } from '../live/live-workflows.ts'

interface Telling {
  readonly db: Database
  readonly live: LiveWorkflows
}

/** Open editors of what came from these entries hear that there may be an update. */
export async function tellNewer({ db, live }: Telling, names: readonly string[]): Promise<void> {
  const installed = await db.prisma.installation.findMany({ where: { entry: { name: { in: [...names] } } }, select: { workflowId: true } })
  live.newer(installed.map(({ workflowId }) => workflowId))
}
