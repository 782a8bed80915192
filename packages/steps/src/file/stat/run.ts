import type { Stats } from 'node:fs'
import { FileProblem } from '../file-problem.ts'
import { readingKind } from '../file-step.ts'
import { octal } from '../octal.ts'
import { statOf } from '../workspace-path.ts'
import { statConfig } from './contract.ts'

export const runStat = readingKind(statConfig, async ({ config, place }) => {
  const { absolute, relative } = await place(config.path, (config.followLinks ?? true) ? 'follow' : 'keep')
  const stats = await statOf(absolute)
  if (!stats && config.optional) return { path: relative, exists: false }
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${relative}" does not exist`)
  const { size, mode, uid, gid, mtime, ctime, nlink } = stats
  return { path: relative, exists: true, type: typeOf(stats), size, mode: octal(mode), uid, gid, modifiedAt: mtime.toISOString(), changedAt: ctime.toISOString(), links: nlink }
})

function typeOf(stats: Stats): string {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'other'
}
