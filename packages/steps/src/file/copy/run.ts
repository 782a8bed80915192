import { makeFolders, place } from '../atomic-write.ts'
import { copyTree } from '../copy-tree.ts'
import { changingKind } from '../file-step.ts'
import { folderTargets } from '../new-folders.ts'
import { stateOf } from '../node-state.ts'
import { planTransfer } from '../plan-transfer.ts'
import { copyConfig } from './contract.ts'

export const runCopy = changingKind(
  copyConfig,
  async (job) => {
    const { from, to, type, folders } = await planTransfer(job, 'follow')
    return {
      targets: [...folderTargets(folders), { aspect: 'content', at: to, after: await stateOf(from.absolute) }],
      value: { from: from.relative, to: to.relative, type },
      perform: async (key) => {
        await makeFolders(folders.map(({ absolute }) => absolute))
        await place(to.absolute, key, (fresh) => copyTree(from.absolute, fresh))
      },
    }
  },
  ({ overwrite }) => overwrite ?? false,
)
