import type { Json } from '@eddy/workflow'
import { makeFile, makeFolders, makeLonger, place, placeExclusively } from './atomic-write.ts'
import type { Change } from './change.ts'
import { contentOf, type Format } from './content.ts'
import { FileProblem } from './file-problem.ts'
import type { FileJob } from './file-step.ts'
import { foldersFor, folderTargets } from './new-folders.ts'
import { stateOfAppended, stateOfContent } from './node-state.ts'
import { statOf } from './workspace-path.ts'

export interface Writing {
  readonly path: string
  readonly content?: Json | undefined
  readonly format?: Format | undefined
  readonly createFolders?: boolean | undefined
}

/** A file with new content, in one step. */
export async function planWrite(job: FileJob<Writing>, mode: 'replace' | 'append' | 'exclusive'): Promise<Change> {
  const { config, root, target } = job
  const at = await target(config.path, 'follow')
  const stats = await statOf(at.absolute)
  if (stats && mode === 'exclusive') throw new FileProblem('FILE_EXISTS', `"${at.relative}" exists already`)
  if (stats && !stats.isFile()) throw new FileProblem('NOT_A_FILE', `"${at.relative}" is not a file`)
  const folders = await foldersFor(root, at, config.createFolders ?? false)
  const content = await contentOf(job, mode === 'append' ? 'line' : 'page')
  const after = mode === 'append' ? await stateOfAppended(at.absolute, content) : stateOfContent(content)
  const make = (fresh: string) => (mode === 'append' && stats ? makeLonger(fresh, content, at.absolute) : makeFile(fresh, content, stats ? at.absolute : undefined))
  return {
    targets: [...folderTargets(folders), { aspect: 'content', at, after }],
    value: { path: at.relative, bytes: content.length + (mode === 'append' && stats ? stats.size : 0), sha256: after.sha256, created: !stats },
    perform: async (key) => {
      await makeFolders(folders.map(({ absolute }) => absolute))
      await (mode === 'exclusive' ? placeExclusively : place)(at.absolute, key, make)
    },
  }
}
