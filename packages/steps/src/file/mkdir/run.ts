import { makeFolders } from '../atomic-write.ts'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { foldersFor, folderTargets } from '../new-folders.ts'
import { statOf } from '../workspace-path.ts'
import { mkdirConfig } from './contract.ts'

export const runMkdir = changingKind(
  mkdirConfig,
  async ({ config, root, target }) => {
    const at = await target(config.path, 'follow')
    const stats = await statOf(at.absolute)
    if (stats && !stats.isDirectory()) throw new FileProblem('NOT_A_FOLDER', `"${at.relative}" is not a folder`)
    if (stats) return { targets: [], value: { path: at.relative, created: false }, perform: async () => undefined }
    const folders = await foldersFor(root, at, true)
    return {
      targets: [...folderTargets(folders), { aspect: 'folder', at, strict: true }],
      value: { path: at.relative, created: true },
      perform: () => makeFolders([...folders, at].map(({ absolute }) => absolute)),
    }
  },
  () => true,
)
