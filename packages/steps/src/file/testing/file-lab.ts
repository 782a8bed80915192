import { lstat, mkdtemp, mkdir, readdir, readFile, readlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { removeTree } from '../atomic-write.ts'
import { errnoOf } from '../file-problem.ts'
import { createExecutor } from '../../run.ts'
import { stepRequest } from '../../testing/step-request.ts'

export interface Call {
  readonly kind: string
  readonly config: NonNullable<Step['config']>
  readonly arguments?: { readonly [name: string]: Json }
  /** The attempt group. */
  readonly key?: string
  readonly runId?: string
}

/** A real workspace and journal in the system's temporary folder, and an executor over them. */
export interface FileLab {
  readonly workspace: string
  readonly journal: string
  readonly at: (relative: string) => string
  readonly run: (call: Call) => Promise<Outcome>
  readonly undo: (call: Call) => Promise<Outcome>
  /** A new executor, as after a restart. */
  readonly restart: () => Promise<void>
  readonly tree: () => Promise<Tree>
  readonly close: () => Promise<void>
}

/** By path: type, mode and content of everything. */
export type Tree = { readonly [path: string]: string }

export async function openFileLab(): Promise<FileLab> {
  const base = await mkdtemp(path.join(tmpdir(), 'eddy-files-'))
  const [workspace, journal] = [path.join(base, 'workspace'), path.join(base, 'journal')]
  await mkdir(workspace)
  let executor = createExecutor({ files: { workspace, journal } })
  return {
    workspace,
    journal,
    at: (relative) => path.join(workspace, relative),
    run: async (call) => executor.execute(requestOf(call)),
    undo: async (call) => {
      const request = requestOf(call)
      return executor.execute({ ...request, purpose: 'undo', undoing: { value: null, arguments: request.arguments }, idempotencyKey: `${request.idempotencyKey}/undo` })
    },
    restart: async () => {
      await executor.close()
      executor = createExecutor({ files: { workspace, journal } })
    },
    tree: () => treeOf(workspace),
    close: async () => {
      await executor.close()
      await removeTree(base)
    },
  }
}

export async function treeOf(folder: string, relative = ''): Promise<Tree> {
  const tree: { [path: string]: string } = {}
  for (const name of (await readdir(path.join(folder, relative))).sort()) {
    const inner = path.posix.join(relative, name)
    const absolute = path.join(folder, inner)
    const stats = await lstat(absolute)
    const mode = (stats.mode & 0o7777).toString(8)
    if (stats.isSymbolicLink()) tree[inner] = `link ${await readlink(absolute)}`
    else if (stats.isDirectory()) Object.assign(tree, { [inner]: `folder ${mode}` }, await treeOf(folder, inner).catch((error: unknown) => ({ [`${inner}/…`]: orForbidden(error) })))
    else tree[inner] = `file ${mode} ${stats.uid}:${stats.gid} ${await readFile(absolute, 'base64').catch(orForbidden)}`
  }
  return tree
}

/** A mode can forbid its owner to look, unless that is root. */
function orForbidden(error: unknown): string {
  if (errnoOf(error) === 'EACCES') return 'forbidden'
  throw error
}

function requestOf({ kind, config, arguments: args = {}, key = 'run/it/1', runId = 'run' }: Call): StepRequest {
  return { ...stepRequest(kind, config, { arguments: args }), runId, idempotencyKey: key }
}
