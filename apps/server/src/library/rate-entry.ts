import type { Database } from '../db/index.ts'
import { findEntry } from './find-entry.ts'
import { libraryCard, type LibraryCard } from './library-entry.ts'

export interface RateRequest {
  readonly name: string
  /** Who rates: one rating for each. */
  readonly by: string
  /** 1 to 5. */
  readonly stars: number
  readonly comment: string
}

/** Keeps a person's rating in place of an earlier one. */
export async function rateEntry(db: Database, { name, by, stars, comment }: RateRequest): Promise<LibraryCard> {
  const { prisma } = db
  const { id: entryId } = await findEntry(db, name)
  await prisma.libraryRating.upsert({ where: { entryId_by: { entryId, by } }, create: { entryId, by, stars, comment }, update: { stars, comment, at: new Date() } })
  const { _sum, _count } = await prisma.libraryRating.aggregate({ where: { entryId }, _sum: { stars: true }, _count: true })
  return libraryCard(await prisma.libraryEntry.update({ where: { id: entryId }, data: { ratingSum: _sum.stars ?? 0, ratingCount: _count } }))
}
