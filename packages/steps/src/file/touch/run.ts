import { utimes } from 'node:fs/promises'
import { makeFile, makeFolders, place } from '../atomic-write.ts'
import { changingKind } from '../file-step.ts'
import { foldersFor, folderTargets } from '../new-folders.ts'
import { stateOfContent } from '../node-state.ts'
import { statOf } from '../workspace-path.ts'
import { touchConfig } from './contract.ts'

const EMPTY = Buffer.alloc(0)

export const runTouch = changingKind(
  touchConfig,
  async ({ config, root, target }) => {
    const at = await target(config.path, 'follow')
    const now = new Date()
    const value = { path: at.relative, modifiedAt: now.toISOString() }
    if (await statOf(at.absolute)) return { targets: [{ aspect: 'times', at, after: now.getTime() }], value: { ...value, created: false }, perform: () => utimes(at.absolute, now, now) }
    const folders = await foldersFor(root, at, config.createFolders ?? false)
    return {
      targets: [...folderTargets(folders), { aspect: 'content', at, after: stateOfContent(EMPTY) }],
      value: { ...value, created: true },
      perform: async (key) => {
        await makeFolders(folders.map(({ absolute }) => absolute))
        await place(at.absolute, key, async (fresh) => {
          await makeFile(fresh, EMPTY)
          await utimes(fresh, now, now)
        })
      },
    }
  },
  () => true,
)
