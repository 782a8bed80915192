import path from 'node:path'
import type { Target } from './change.ts'
import { FileProblem } from './file-problem.ts'
import { missingFolders } from './restore.ts'
import { shown, statOf, type Place } from './workspace-path.ts'

/** The folders that a new thing at `at` needs and that do not exist, the outermost first; only where they may be created. */
export async function foldersFor(root: string, at: Place, create: boolean): Promise<readonly Place[]> {
  const missing = await missingFolders(path.dirname(at.absolute))
  const [outermost] = missing
  if (outermost !== undefined && !create) throw new FileProblem('FILE_NOT_FOUND', `the folder "${shown(root, path.dirname(at.absolute))}" does not exist; create it with file.mkdir, or set "createFolders"`)
  const parent = outermost === undefined ? path.dirname(at.absolute) : path.dirname(outermost)
  if (!(await statOf(parent))?.isDirectory()) throw new FileProblem('NOT_A_FOLDER', `"${shown(root, parent)}" is not a folder`)
  return missing.map((absolute) => ({ absolute, relative: shown(root, absolute) }))
}

/** Folders on the way to what a step is for. */
export function folderTargets(folders: readonly Place[]): readonly Target[] {
  return folders.map((at) => ({ aspect: 'folder', at, strict: false }))
}
