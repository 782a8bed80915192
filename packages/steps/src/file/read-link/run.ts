import { readlink } from 'node:fs/promises'
import { FileProblem } from '../file-problem.ts'
import { readingKind } from '../file-step.ts'
import { resolvePlace, statOf } from '../workspace-path.ts'
import { readLinkConfig } from './contract.ts'

export const runReadLink = readingKind(readLinkConfig, async ({ config, root, place }) => {
  const { absolute, relative } = await place(config.path, 'keep')
  const stats = await statOf(absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${relative}" does not exist`)
  if (!stats.isSymbolicLink()) throw new FileProblem('NOT_A_LINK', `"${relative}" is not a symbolic link`)
  const resolved = await resolvePlace(root, relative, 'follow').catch((error: unknown) => {
    if (error instanceof FileProblem) return undefined
    throw error
  })
  // nothing is told of what lies outside
  const exists = resolved !== undefined && (await statOf(resolved.absolute)) !== undefined
  return { path: relative, target: await readlink(absolute), resolved: resolved?.relative ?? null, exists }
})
