import type { Database, LibraryEntry, LibraryVersion } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

export interface FoundEdition {
  readonly entry: LibraryEntry
  readonly version: LibraryVersion
}

export async function findEntry(db: Database, name: string): Promise<LibraryEntry> {
  const entry = await db.prisma.libraryEntry.findUnique({ where: { name } })
  if (!entry) throw new Refusal('NOT_FOUND', `The library has nothing of the name "${name}".`)
  return entry
}

/** A version of an entry; the newest when none is named. */
export async function findEdition(db: Database, { name, number }: { readonly name: string; readonly number?: number | undefined }): Promise<FoundEdition> {
  const entry = await findEntry(db, name)
  const wanted = number ?? entry.latest
  const version = await db.prisma.libraryVersion.findUnique({ where: { entryId_number: { entryId: entry.id, number: wanted } } })
  if (!version) throw new Refusal('NOT_FOUND', `"${entry.title}" has no version ${wanted} in the library; the newest is ${entry.latest}.`)
  return { entry, version }
}
