import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import { renderJson, renderText, type Rendering } from '../template/render-template.ts'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import type { Change } from './change.ts'
import { FileProblem, reportOf } from './file-problem.ts'
import { inTurn } from './in-turn.ts'
import { performChange } from './perform-change.ts'
import { undoChange } from './undo-change.ts'
import { entryFolder } from './undo-journal.ts'
import { isInside, resolvePlace, resolveTarget, workspaceRoot, type LastLink, type Place } from './workspace-path.ts'

/** Folders of the host: where file steps work, and where undo journals and backups are kept. */
export interface FileFolders {
  readonly workspace: string
  readonly journal: string
}

/** What the effect of a file kind works with. */
export interface FileJob<Config> {
  readonly config: Config
  readonly request: StepRequest
  readonly root: string
  /** The place that a path of the configuration names. */
  readonly place: (path: string, last: LastLink) => Promise<Place>
  /** As `place`, for what the step changes. */
  readonly target: (path: string, last: LastLink) => Promise<Place>
  /** A text with its `{{ }}` filled in. */
  readonly text: (template: string) => Promise<string>
  /** A JSON value with its `{{ }}` filled in. */
  readonly render: (value: Json) => Promise<Json>
}

/** Makes a kind's effect out of the host's folders; without them it can only fail. */
export type FileKind = (folders: FileFolders | undefined) => RunKind

/** A kind that changes nothing. */
export function readingKind<Config>(schema: z.ZodType<Config>, read: (job: FileJob<Config>) => Promise<Json>): FileKind {
  return (folders) => (request, services) =>
    outcomeOf(async () => {
      const job = await jobOf(schema, request, { folders: configured(folders), services })
      return { kind: 'ok', value: await read(job) }
    })
}

/** A kind that takes its turn among the changes to the workspace, and answers for its own undo. */
export function exclusiveKind<Config>(schema: z.ZodType<Config>, act: (job: FileJob<Config>, folders: FileFolders) => Promise<Outcome>): FileKind {
  return (folders) => (request, services) =>
    outcomeOf(async () => {
      const known = configured(folders)
      const root = await workspaceRoot(known.workspace)
      return inTurn(root, async () => {
        if (request.signal.aborted) throw new FileProblem('CANCELLED', 'the run no longer wants this; nothing was done', { retryable: true })
        return act(await jobOf(schema, request, { folders: known, services }), known)
      })
    })
}

/** A kind whose change is undone from the journal. `repeatable`: the change may be made again when it is no longer there. */
export function changingKind<Config extends { readonly force?: boolean | undefined }>(schema: z.ZodType<Config>, plan: (job: FileJob<Config>) => Promise<Change>, repeatable: (config: Config) => boolean): FileKind {
  return exclusiveKind(schema, async (job, { journal }) => {
    const { request, config, root } = job
    const key = effectKey(request)
    const restoring = { root, key, folder: entryFolder(journal, { runId: request.runId, key }) }
    if (isBuiltInUndo(request)) return undoChange({ ...restoring, force: config.force ?? false })
    const value = await performChange({ ...restoring, step: request.path, intent: intentOf(request), repeatable: repeatable(config), plan: () => plan(job) })
    return { kind: 'ok', value }
  })
}

/** A handler that is a file step is called for `undo` too, but to do its own work. */
export function isBuiltInUndo({ purpose, undoing }: StepRequest): boolean {
  return purpose === 'undo' && undoing !== undefined
}

/** The key under which the effect stands that is made or undone: an undo's own key is that of the run, with an ending. */
export function effectKey(request: StepRequest): string {
  const { idempotencyKey } = request
  return isBuiltInUndo(request) && idempotencyKey.endsWith('/undo') ? idempotencyKey.slice(0, -'/undo'.length) : idempotencyKey
}

function intentOf({ step, arguments: args }: StepRequest): string {
  return createHash('sha256').update(JSON.stringify([step.kind, step.config ?? {}, args])).digest('hex')
}

function configured(folders: FileFolders | undefined): FileFolders {
  if (!folders) throw new FileProblem('NO_WORKSPACE', 'file steps need a workspace folder, and none is set; set EDDY_WORKSPACE (or --workspace <folder> on the command line) to the folder that they may work in')
  return folders
}

interface Surroundings {
  readonly folders: FileFolders
  readonly services: KindServices
}

async function jobOf<Config>(schema: z.ZodType<Config>, request: StepRequest, { folders, services }: Surroundings): Promise<FileJob<Config>> {
  const read = schema.safeParse(request.step.config ?? {})
  if (!read.success) throw new FileProblem('INVALID_CONFIG', `the configuration of the step is not valid: ${z.prettifyError(read.error)}`)
  const root = await workspaceRoot(folders.workspace)
  await refuseInnerJournal(root, folders)
  const rendering: Rendering = { evaluator: services.evaluator, arguments: request.arguments, context: request.context }
  const text = (template: string) => evaluated(renderText(template, rendering))
  return {
    config: read.data,
    request,
    root,
    place: async (relative, last) => resolvePlace(root, await text(relative), last),
    target: async (relative, last) => resolveTarget(root, await text(relative), last),
    text,
    render: (value) => evaluated(renderJson(value, rendering)),
  }
}

async function refuseInnerJournal(root: string, { workspace, journal }: FileFolders): Promise<void> {
  const written = path.resolve(journal)
  const real = await realpath(written).catch(() => written)
  const inside = [isInside(root, real), isInside(path.resolve(workspace), written), real === root]
  if (inside.includes(true)) throw new FileProblem('JOURNAL_IN_WORKSPACE', `the folder for undo journals, "${journal}", is inside the workspace, where file steps could change it; set another one`)
}

class ExpressionProblem extends Error {}

async function evaluated<T>(rendering: Promise<T>): Promise<T> {
  try {
    return await rendering
  } catch (error) {
    throw new ExpressionProblem('', { cause: error })
  }
}

async function outcomeOf(act: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await act()
  } catch (error) {
    return error instanceof ExpressionProblem ? expressionFailure(error.cause) : { kind: 'fail', error: reportOf(error) }
  }
}
