import { lstat, open, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileEntry } from './backup-format.ts'

/** A multiple of three, so that pieces of base64 join. */
const PIECE = 393_216
const MODE = 0o777

/** All in a folder, folders before what is in them; links as links. What goes away meanwhile is left out. */
export async function* folderEntries(root: string, folder: FileEntry['folder'], inside = ''): AsyncGenerator<FileEntry> {
  const names = await readdir(join(root, inside)).catch(orMissing([] as string[]))
  for (const name of names.sort()) {
    const file = inside === '' ? name : `${inside}/${name}`
    const stat = await lstat(join(root, file)).catch(orMissing(undefined))
    if (stat?.isDirectory()) {
      yield { file, folder, mode: stat.mode & MODE, kind: 'dir' }
      yield* folderEntries(root, folder, file)
    } else if (stat?.isSymbolicLink()) yield { file, folder, mode: stat.mode & MODE, kind: 'link', to: await readlink(join(root, file)) }
    else if (stat?.isFile()) yield { file, folder, mode: stat.mode & MODE, kind: 'file' }
  }
}

/** A file in pieces of base64; nothing when it is gone. */
export async function* filePieces(path: string): AsyncGenerator<string> {
  const file = await open(path).catch(orMissing(undefined))
  if (!file) return
  try {
    const buffer = Buffer.alloc(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE)
      if (bytesRead === 0) return
      yield buffer.toString('base64', 0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function orMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead
    throw error
  }
}
