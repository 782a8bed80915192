import { open, type FileHandle } from 'node:fs/promises'
import { BackupFault } from './backup-fault.ts'

/** Where a backup is written until it is whole. */
export function unfinishedPath(path: string): string {
  return `${path}.unfinished`
}

/** A new file for that; refused where there is one already. */
export async function openUnfinished(path: string): Promise<FileHandle> {
  const unfinished = unfinishedPath(path)
  return open(unfinished, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupFault(error.code === 'EEXIST' ? `${unfinished} is there already: another backup is being written, or one was broken off. Wait for it, or delete what is left of it.` : `${unfinished} cannot be written: ${error.message}`)
  })
}
