import { FileProblem } from '../file-problem.ts'
import { readingKind } from '../file-step.ts'
import { statOf } from '../workspace-path.ts'
import { fileReadStreamConfig } from './contract.ts'

/** Makes the reference; the lines are read by whoever takes it. */
export const readStreamFile = readingKind(fileReadStreamConfig, async ({ config, place }) => {
  const { absolute, relative } = await place(config.path, 'follow')
  const stats = await statOf(absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `there is no file "${relative}" in the workspace`)
  if (!stats.isFile()) throw new FileProblem('NOT_A_FILE', `"${relative}" is not a file`)
  return { $stream: 'file', path: relative, format: config.format ?? 'lines' }
})
