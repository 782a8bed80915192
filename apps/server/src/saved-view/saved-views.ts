import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
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

interface NewView {
  /** Changes this one, its name too; left out: the one that has the name already, or a new one. */
  readonly id?: string | undefined
  readonly name: string
  readonly filter: RunFilter
}

/** Keeps a filter under a name. */
export async function saveView(db: Database, { id: known, name, filter }: NewView): Promise<SavedViewRow> {
  const kept = filter as object
  if (known !== undefined) {
    if (await db.prisma.savedView.findFirst({ where: { name, id: { not: known } } })) throw new Refusal('NAME_TAKEN', `Another view is called "${name}" already; choose another name.`)
    const { count } = await db.prisma.savedView.updateMany({ where: { id: known }, data: { name, filter: kept } })
    if (count === 0) throw new Refusal('NOT_FOUND', `The view "${name}" has been removed meanwhile.`)
    return { id: known, name, filter }
  }
  const { id } = await db.prisma.savedView.upsert({ where: { name }, create: { id: newId(), name, filter: kept }, update: { filter: kept } })
  return { id, name, filter }
}

export async function removeView(db: Database, id: string): Promise<void> {
  await db.prisma.savedView.deleteMany({ where: { id } })
}
