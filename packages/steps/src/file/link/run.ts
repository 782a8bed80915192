import { link } from 'node:fs/promises'
import path from 'node:path'
import { makeFolders, makeLink, place } from '../atomic-write.ts'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { foldersFor, folderTargets } from '../new-folders.ts'
import { stateOf, type NodeState } from '../node-state.ts'
import { refuseExisting } from '../plan-transfer.ts'
import { isInside, statOf, type Place } from '../workspace-path.ts'
import { linkConfig } from './contract.ts'

export const runLink = changingKind(
  linkConfig,
  async ({ config, root, place: placeOf, target: targetOf }) => {
    const symbolic = config.symbolic ?? true
    const from = await placeOf(config.from, symbolic ? 'keep' : 'follow')
    const to = await targetOf(config.to, 'keep')
    if (from.absolute === to.absolute || isInside(to.absolute, from.absolute)) throw new FileProblem('INVALID_PATH', `"${to.relative}" cannot lead to itself or to what it would replace`)
    await refuseExisting(to, config.overwrite ?? false)
    const folders = await foldersFor(root, to, config.createFolders ?? false)
    const target = path.relative(path.dirname(to.absolute), from.absolute) || '.'
    return {
      targets: [...folderTargets(folders), { aspect: 'content', at: to, after: symbolic ? { type: 'link', target } : await stateOfFile(from) }],
      value: { path: to.relative, target: symbolic ? target : from.relative, symbolic },
      perform: async (key) => {
        await makeFolders(folders.map(({ absolute }) => absolute))
        await place(to.absolute, key, (fresh) => (symbolic ? makeLink(fresh, target) : link(from.absolute, fresh)))
      },
    }
  },
  ({ overwrite }) => overwrite ?? false,
)

async function stateOfFile({ absolute, relative }: Place): Promise<NodeState> {
  const stats = await statOf(absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${relative}" does not exist`)
  if (!stats.isFile()) throw new FileProblem('NOT_A_FILE', `"${relative}" is not a file; only files can have a second name`)
  return stateOf(absolute)
}
