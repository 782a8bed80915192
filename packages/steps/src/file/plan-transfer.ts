import type { Stats } from 'node:fs'
import { FileProblem } from './file-problem.ts'
import type { FileJob } from './file-step.ts'
import { foldersFor } from './new-folders.ts'
import { isInside, statOf, type LastLink, type Place } from './workspace-path.ts'

export interface Transfer {
  readonly from: string
  readonly to: string
  readonly overwrite?: boolean | undefined
  readonly createFolders?: boolean | undefined
}

export interface TransferPlan {
  readonly from: Place
  readonly to: Place
  readonly type: 'file' | 'folder' | 'link'
  /** Missing ones on the way to `to`. */
  readonly folders: readonly Place[]
}

/** What copying and moving have in common: where from, where to, and whether that can be. */
export async function planTransfer(job: FileJob<Transfer>, lastOfFrom: LastLink): Promise<TransferPlan> {
  const { config, root, target } = job
  const from = await target(config.from, lastOfFrom)
  const to = await target(config.to, 'keep')
  const stats = await statOf(from.absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${from.relative}" does not exist`)
  if (from.absolute === to.absolute || isInside(from.absolute, to.absolute) || isInside(to.absolute, from.absolute)) throw new FileProblem('INVALID_PATH', `"${from.relative}" and "${to.relative}" must be two places, and neither in the other`)
  await refuseExisting(to, config.overwrite ?? false)
  return { from, to, type: typeOf(stats), folders: await foldersFor(root, to, config.createFolders ?? false) }
}

export async function refuseExisting(to: Place, overwrite: boolean): Promise<void> {
  if (!overwrite && (await statOf(to.absolute))) throw new FileProblem('FILE_EXISTS', `"${to.relative}" exists already; set "overwrite" to replace it`)
}

function typeOf(stats: Stats): 'file' | 'folder' | 'link' {
  if (stats.isSymbolicLink()) return 'link'
  return stats.isDirectory() ? 'folder' : 'file'
}
