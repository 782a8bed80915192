import { readdir } from 'node:fs/promises'
import { takeAway } from '../atomic-write.ts'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { ABSENT } from '../node-state.ts'
import { statOf } from '../workspace-path.ts'
import { rmConfig } from './contract.ts'

export const runRm = changingKind(
  rmConfig,
  async ({ config, target }) => {
    const at = await target(config.path, 'keep')
    const stats = await statOf(at.absolute)
    if (!stats && !config.ignoreMissing) throw new FileProblem('FILE_NOT_FOUND', `"${at.relative}" does not exist`)
    if (!stats) return { targets: [], value: { path: at.relative, removed: false }, perform: async () => undefined }
    if (stats.isDirectory() && !config.recursive && (await readdir(at.absolute)).length > 0) throw new FileProblem('FOLDER_NOT_EMPTY', `the folder "${at.relative}" is not empty; set "recursive" to remove it with everything in it`)
    return { targets: [{ aspect: 'content', at, after: ABSENT }], value: { path: at.relative, removed: true }, perform: (key) => takeAway(at.absolute, key) }
  },
  () => false,
)
