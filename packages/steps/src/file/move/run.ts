import { makeFolders, relocate } from '../atomic-write.ts'
import { changingKind } from '../file-step.ts'
import { folderTargets } from '../new-folders.ts'
import { ABSENT, stateOf } from '../node-state.ts'
import { planTransfer } from '../plan-transfer.ts'
import { moveConfig } from './contract.ts'

export const runMove = changingKind(
  moveConfig,
  async (job) => {
    const { from, to, type, folders } = await planTransfer(job, 'keep')
    const moved = await stateOf(from.absolute)
    return {
      // undone from the last to the first: it must be back before what it has overwritten takes its place
      targets: [...folderTargets(folders), { aspect: 'content', at: to, after: moved }, { aspect: 'content', at: from, after: ABSENT, movesTo: to }],
      value: { from: from.relative, to: to.relative, type },
      perform: async (key) => {
        await makeFolders(folders.map(({ absolute }) => absolute))
        await relocate(from.absolute, to.absolute, key)
      },
    }
  },
  () => false,
)
