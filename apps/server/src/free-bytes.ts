import { statfs } from 'node:fs/promises'

/** What a process without privileges may still write where the folder is. */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}
