import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import path from 'node:path'
import { FileProblem } from './file-problem.ts'
import { statOf } from './workspace-path.ts'

export interface FileState {
  readonly type: 'file'
  readonly sha256: string
}

/** What stands at a path, by content alone: times, modes and owners tell nothing of it. A folder's hash is that of its whole tree. */
export type NodeState = { readonly type: 'absent' } | { readonly type: 'folder'; readonly sha256: string } | FileState | { readonly type: 'link'; readonly target: string }

export const ABSENT: NodeState = { type: 'absent' }

/** Reads everything below the path. */
export async function stateOf(absolute: string): Promise<NodeState> {
  const stats = await statOf(absolute)
  if (!stats) return ABSENT
  if (stats.isSymbolicLink()) return { type: 'link', target: await readlink(absolute) }
  if (stats.isFile()) return { type: 'file', sha256: await hashOfFile(absolute) }
  if (stats.isDirectory()) return { type: 'folder', sha256: await hashOfFolder(absolute) }
  throw new FileProblem('NOT_A_FILE', `"${path.basename(absolute)}" is neither a file, a folder nor a link; file steps leave devices, pipes and sockets alone`)
}

export function sameState(one: NodeState, other: NodeState): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other))
}

/** The state of a file that holds `more` after what it holds now. */
export async function stateOfAppended(absolute: string, more: Buffer): Promise<FileState> {
  const hash = createHash('sha256')
  if (await statOf(absolute)) for await (const chunk of createReadStream(absolute)) hash.update(chunk)
  return { type: 'file', sha256: hash.update(more).digest('hex') }
}

export function stateOfContent(content: Buffer): FileState {
  return { type: 'file', sha256: createHash('sha256').update(content).digest('hex') }
}

async function hashOfFile(absolute: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(absolute)) hash.update(chunk)
  return hash.digest('hex')
}

async function hashOfFolder(absolute: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(absolute)).sort()) hash.update(JSON.stringify([name, comparable(await stateOf(path.join(absolute, name)))]))
  return hash.digest('hex')
}

function comparable(state: NodeState): readonly string[] {
  if (state.type === 'absent') return [state.type]
  return [state.type, state.type === 'link' ? state.target : state.sha256]
}
