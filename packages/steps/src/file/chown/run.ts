import { lchown } from 'node:fs/promises'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { statOf } from '../workspace-path.ts'
import { chownConfig } from './contract.ts'

export const runChown = changingKind(
  chownConfig,
  async ({ config, target }) => {
    if (config.uid === undefined && config.gid === undefined) throw new FileProblem('INVALID_CONFIG', 'neither a user nor a group is given; set "uid", "gid" or both')
    const at = await target(config.path, 'follow')
    const stats = await statOf(at.absolute)
    if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${at.relative}" does not exist`)
    const after = { uid: config.uid ?? stats.uid, gid: config.gid ?? stats.gid }
    return {
      targets: [{ aspect: 'owner', at, after }],
      value: { path: at.relative, ...after, before: { uid: stats.uid, gid: stats.gid } },
      perform: () => lchown(at.absolute, after.uid, after.gid),
    }
  },
  () => true,
)
