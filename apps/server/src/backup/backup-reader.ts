import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { BackupFault } from './backup-fault.ts'
import { endSchema, headerSchema, type BackupEnd, type BackupHeader } from './backup-format.ts'

/** The lines of a backup, some at a time. Throws BackupFault where the file is not what `eddy backup` writes. */
export async function* backupLines(path: string): AsyncGenerator<readonly string[]> {
  const unzipped = createGunzip()
  pipeline(createReadStream(path), unzipped, () => undefined)
  let rest = ''
  unzipped.setEncoding('utf8')
  try {
    for await (const chunk of unzipped) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield lines
    }
  } catch (error) {
    throw readingFault(path, error)
  }
  if (rest !== '') throw new BackupFault(`${path} is damaged: it ends in the middle of a line. Nothing was restored.`)
}

function readingFault(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new BackupFault(`There is no file ${path}.`)
  if (code === 'EISDIR') return new BackupFault(`${path} is a folder, and no backup of Eddy.`)
  if (code === 'EACCES') return new BackupFault(`${path} cannot be read by this user.`)
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return new BackupFault(`${path} is damaged, cut off, or no backup of Eddy. Nothing was restored.`)
  return error instanceof Error ? error : new Error(String(error))
}

export interface CheckedBackup {
  readonly header: BackupHeader
  readonly end: BackupEnd
}

/** Reads the whole file and compares its hash with what its last line says. */
export async function checkBackup(path: string): Promise<CheckedBackup> {
  const hash = createHash('sha256')
  let first: string | undefined
  let last: string | undefined
  for await (const lines of backupLines(path)) {
    for (const line of lines) {
      first ??= line
      if (last !== undefined) hash.update(`${last}\n`)
      last = line
    }
  }
  const said = parsed(first)
  const header = headerSchema.safeParse(said)
  if (said === undefined) throw new BackupFault(`${path} is no backup of Eddy: its first line is not that of one. Nothing was restored.`)
  if (!header.success) throw new BackupFault(`${path}: ${header.error.issues[0]?.message ?? 'this is no backup of Eddy'}. Nothing was restored.`)
  const end = endSchema.safeParse(parsed(last))
  if (!end.success) throw new BackupFault(`${path} is cut off: its end is missing. Nothing was restored.`)
  if (end.data.sha256 !== hash.digest('hex')) throw new BackupFault(`${path} is damaged: it is not as it was written. Nothing was restored.`)
  return { header: header.data, end: end.data.end }
}

/** Of a line that begins with `#`. */
export function parsed(line: string | undefined): unknown {
  if (!line?.startsWith('#')) return undefined
  try {
    return JSON.parse(line.slice(1))
  } catch {
    return undefined
  }
}
