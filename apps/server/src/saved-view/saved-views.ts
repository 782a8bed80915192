import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { runFilter, type RunFilter } from '../run/run-filter.ts'

export interface SavedViewRow {
  readonly id: string
  readonly name: string
  readonly filter: RunFilter
}

/** By name. A filter of an older form that is none any more finds everything. */
export async function listSavedViews(db: Database): Promise<readonly SavedViewRow[]> {
  const views = await db.prisma.savedView.findMany({ orderBy: { name: 'asc' } })
  return views.map(({ id, name, filter }) => ({ id, name, filter: runFilter.safeParse(filter).data ?? {} }))
}

/** Keeps a filter under a name; one that has the name already is replaced. */
export async function saveView(db: Database, { name, filter }: { readonly name: string; readonly filter: RunFilter }): Promise<SavedViewRow> {
  const kept = filter as object
  const { id } = await db.prisma.savedView.upsert({ where: { name }, create: { id: newId(), name, filter: kept }, update: { filter: kept } })
  return { id, name, filter }
}

export async function removeView(db: Database, id: string): Promise<void> {
  await db.prisma.savedView.deleteMany({ where: { id } })
}
