import type { Database } from '../db/index.ts'

/** Something that needs a person, with its run. Times are ISO 8601. */
export interface WorkbenchRow {
  readonly runId: string
  readonly step: string
  /** What a person calls the step; null: nothing but its name. */
  readonly title: string | null
  readonly kind: 'failed' | 'in_doubt'
  readonly code: string
  readonly message: string
  readonly cause: string
  readonly since: string
  readonly owner: string | null
  readonly note: string
  readonly remindAt: string | null
  readonly workflowId: string | null
  readonly workflowName: string
  readonly workflowTitle: string | null
  readonly runStatus: string
  readonly startedAt: string
}

export interface Workbench {
  /** Oldest first. */
  readonly items: readonly WorkbenchRow[]
  readonly total: number
}

const SHOWN = 1000

/** Every undo that failed and every attempt in doubt, over all runs. */
export async function listWorkbench(db: Database, { workflowId }: { readonly workflowId?: string | undefined }): Promise<Workbench> {
  const where = workflowId === undefined ? {} : { run: { workflowId } }
  const [total, rows] = await db.prisma.$transaction([
    db.prisma.openUndo.count({ where }),
    db.prisma.openUndo.findMany({ where, include: { run: { select: { workflowId: true, workflowName: true, workflowTitle: true, status: true, startedAt: true } } }, orderBy: [{ since: 'asc' }, { runId: 'asc' }, { step: 'asc' }], take: SHOWN }),
  ])
  const items = rows.map(({ run, since, remindAt, kind, ...row }): WorkbenchRow => ({
    ...row,
    kind: kind === 'in_doubt' ? 'in_doubt' : 'failed',
    since: since.toISOString(),
    remindAt: remindAt?.toISOString() ?? null,
    workflowId: run.workflowId,
    workflowName: run.workflowName,
    workflowTitle: run.workflowTitle,
    runStatus: run.status,
    startedAt: run.startedAt.toISOString(),
  }))
  return { items, total }
}
