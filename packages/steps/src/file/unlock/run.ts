import { takeAway } from '../atomic-write.ts'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { expiryOf, readLock } from '../lock-file.ts'
import { ABSENT } from '../node-state.ts'
import { unlockConfig } from './contract.ts'

export const runUnlock = changingKind(
  unlockConfig,
  async ({ config, request, target }) => {
    const at = await target(config.path, 'keep')
    const held = await readLock(at)
    if (!held) return { targets: [], value: { path: at.relative, released: false }, perform: async () => undefined }
    if (held.owner !== request.runId) throw new FileProblem('FILE_LOCKED', `"${at.relative}" is locked by the run "${held.owner}"; only that run can release it`, { details: { owner: held.owner, expiresAt: expiryOf(held) } })
    return { targets: [{ aspect: 'content', at, after: ABSENT }], value: { path: at.relative, released: true }, perform: (key) => takeAway(at.absolute, key) }
  },
  () => false,
)
