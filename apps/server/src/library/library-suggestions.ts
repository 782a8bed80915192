import { recurringParts } from '@eddy/library'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { Prisma, type Database } from '../db/index.ts'
import { readTemplates } from '../template/templates.ts'

/** Work that succeeds again and again and is not in the library yet. */
export interface LibrarySuggestion {
  readonly key: string
  /** A workflow that has it, and the names of its steps there. */
  readonly document: WorkflowDocument
  readonly steps: readonly string[]
  /** All of the workflow, which is then the version that is named, if it is one. */
  readonly whole: boolean
  readonly workflowId: string | null
  readonly version: number | null
  /** With which the whole has succeeded last. */
  readonly input: Json
  readonly runs: number
  readonly workflows: number
}

const DAY_MS = 86_400_000
const DAYS = 30
/** Definitions that are looked at, those that succeeded most often: the search is quadratic in them. */
const MOST = 120
const SHOWN = 10

/** S-61: sub-graphs that recur in at least so many successful runs of the last 30 days, those of the most workflows first. */
export async function librarySuggestions({ prisma }: Database, { minRuns = 3, demoUrl = null, now = new Date() }: { readonly minRuns?: number | undefined; readonly demoUrl?: string | null; readonly now?: Date }): Promise<readonly LibrarySuggestion[]> {
  const groups = await prisma.run.groupBy({
    by: ['definitionHash'],
    where: { status: 'succeeded', trial: { equals: Prisma.DbNull }, startedAt: { gt: new Date(now.getTime() - DAYS * DAY_MS) } },
    _count: true,
    _max: { id: true },
    orderBy: { _count: { definitionHash: 'desc' } },
    take: MOST,
  })
  const [latest, shared, entries, installations] = await Promise.all([
    prisma.run.findMany({ where: { id: { in: groups.flatMap(({ _max }) => _max.id ?? []) } }, select: { definitionHash: true, workflowId: true, workflowName: true, version: true, input: true, definition: { select: { content: true } } } }),
    prisma.$queryRaw<{ document: WorkflowDocument }[]>`SELECT version.document FROM library_version version JOIN library_entry entry ON entry.id = version.entry_id AND entry.latest = version.number ORDER BY entry.updated_at DESC LIMIT 500`,
    prisma.libraryEntry.findMany({ where: { workflowId: { not: null } }, select: { workflowId: true } }),
    prisma.installation.findMany({ select: { workflowId: true } }),
  ])
  // as a whole, what was shared from here and what came from there is known, whatever it is called at its edges
  const told = new Set([...entries, ...installations].map(({ workflowId }) => workflowId))
  const shipped = readTemplates(demoUrl).flatMap(({ document, composes = [] }) => [document, ...composes])
  const counts = new Map(groups.map(({ definitionHash, _count }) => [definitionHash, _count]))
  const ran = latest.map((run) => ({ run, workflow: run.workflowId ?? run.workflowName, document: (run.definition.content as unknown as { document: WorkflowDocument }).document, runs: counts.get(run.definitionHash) ?? 0 }))
  return recurringParts(ran, { minRuns, known: [...shared.map(({ document }) => document), ...shipped] })
    .flatMap(({ key, example, whole, runs, workflows }) => {
    const found = ran[example.index]
    if (!found || (whole && told.has(found.run.workflowId))) return []
    return [{ key, document: found.document, steps: example.steps, whole, workflowId: found.run.workflowId, version: found.run.version, input: found.run.input as Json, runs, workflows }]
  })
    .slice(0, SHOWN)
}
