import { z } from 'zod'

/**
 * A backup is gzip around lines. `#` begins a line that says what follows, `r` a row of the table named last (its columns as text, in
 * their order, as one JSON array), `d` a piece of the file named last (base64). The last line has the SHA-256 of all before it, so that
 * a backup is whole or no backup. Rows are text as PostgreSQL writes it: the same for the embedded database and for a server.
 */
export const BACKUP_VERSION = 1

export const headerSchema = z.object({
  eddyBackup: z.literal(BACKUP_VERSION, 'this is no backup that this Eddy can read; a newer one may have made it'),
  /** Of the Eddy that has made it. */
  eddy: z.string(),
  madeAt: z.string(),
  from: z.enum(['embedded', 'postgresql']),
  /** Those that the database had, in their order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Which key the secrets are sealed with; null where there are none. */
  keyId: z.string().nullable(),
  /** Whether the key itself is in the backup. */
  withKey: z.boolean(),
})
export type BackupHeader = z.infer<typeof headerSchema>

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
/** `folder`: which of the folders that belong to Eddy. */
export const fileSchema = z.object({ file: z.string(), folder: z.enum(['workspace', 'file-journals']), mode: z.int(), kind: z.enum(['file', 'dir', 'link']), to: z.string().optional() })
export type FileEntry = z.infer<typeof fileSchema>
export const keySchema = z.object({ key: z.string() })
export const countsSchema = z.object({ rows: z.int(), digest: z.string() })
export type TableCounts = z.infer<typeof countsSchema>
export const endSchema = z.object({ end: z.object({ tables: z.record(z.string(), countsSchema), files: z.int() }), sha256: z.string() })
export type BackupEnd = z.infer<typeof endSchema>['end']
