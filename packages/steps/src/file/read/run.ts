import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { decoded } from '../content.ts'
import { FileProblem } from '../file-problem.ts'
import { readingKind } from '../file-step.ts'
import { statOf, using } from '../workspace-path.ts'
import { readConfig } from './contract.ts'

const MAX_BYTES = 10 * 1024 * 1024

export const runRead = readingKind(readConfig, async ({ config, place }) => {
  const { absolute, relative } = await place(config.path, 'follow')
  const stats = await statOf(absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${relative}" does not exist`)
  // opening a pipe would wait for its writer
  if (!stats.isFile()) throw new FileProblem('NOT_A_FILE', `"${relative}" is not a file`)
  const tooLarge = new FileProblem('FILE_TOO_LARGE', `"${relative}" is larger than 10 MB, the most that a step can read`)
  if (stats.size > MAX_BYTES) throw tooLarge
  const bytes = await using(await open(absolute, 'r'), (handle) => handle.readFile())
  if (bytes.length > MAX_BYTES) throw tooLarge
  return { path: relative, content: decoded(bytes, { format: config.format ?? 'text', relative }), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
})
