import { isForeign } from '../import/foreign.ts'
import { fromFormat0 } from './from-format-0.ts'
import type { Migration, MigrationNote, OlderDocument } from './migration.ts'

/** The format that this Eddy reads and writes. */
export const CURRENT_FORMAT = 1

/** Each takes a document one format further; one for every format that there has been. */
const MIGRATIONS: readonly Migration[] = [fromFormat0]

export type Upgraded =
  | { readonly ok: true; readonly document: OlderDocument; /** The format that it had. */ readonly from: number; readonly notes: readonly MigrationNote[] }
  | { readonly ok: false; readonly reason: string }

/** The number of a document's format: 0 before it had one; undefined where it has something else in its place. */
export function formatOf(document: OlderDocument): number | undefined {
  if (!('eddy' in document)) return 0
  const { eddy } = document
  return typeof eddy === 'number' && Number.isInteger(eddy) && eddy >= 0 ? eddy : undefined
}

/** Takes a document of any format to the current one, format by format. What is malformed in it stays so: reading it says what. */
export function upgradeDocument(given: unknown): Upgraded {
  if (!isForeign(given)) return { ok: false, reason: 'This is no workflow document.' }
  const from = formatOf(given)
  if (from === undefined) return { ok: false, reason: `This workflow has the format ${JSON.stringify(given['eddy'])}, which is none: a format is a number.` }
  if (from > CURRENT_FORMAT) return { ok: false, reason: `This workflow has the format ${from}, which a newer Eddy has written; this one reads up to format ${CURRENT_FORMAT}.` }
  let document = given
  const notes: MigrationNote[] = []
  for (const migration of MIGRATIONS.filter((one) => one.from >= from)) {
    const migrated = migration.migrate(document)
    document = migrated.document
    notes.push(...migrated.notes)
  }
  return { ok: true, document, from, notes }
}
