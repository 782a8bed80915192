import { chmod } from 'node:fs/promises'
import { FileProblem } from '../file-problem.ts'
import { changingKind } from '../file-step.ts'
import { octal } from '../octal.ts'
import { statOf } from '../workspace-path.ts'
import { chmodConfig } from './contract.ts'

export const runChmod = changingKind(
  chmodConfig,
  async ({ config, target }) => {
    const at = await target(config.path, 'follow')
    const stats = await statOf(at.absolute)
    if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${at.relative}" does not exist`)
    const mode = Number.parseInt(config.mode, 8)
    return { targets: [{ aspect: 'mode', at, after: mode }], value: { path: at.relative, mode: octal(mode), before: octal(stats.mode) }, perform: () => chmod(at.absolute, mode) }
  },
  () => true,
)
