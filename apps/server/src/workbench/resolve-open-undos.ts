import type { InDoubtResolution, UndoResolution } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunHost } from '../run/run-host.ts'
import type { OpenUndoId } from './note-open-undos.ts'

/** What is to become of open undos: of undos that failed, or of attempts in doubt. */
export type Settling =
  | { readonly how: 'retry'; readonly arguments?: { readonly [name: string]: Json } | undefined }
  | { readonly how: 'skipped' | 'done_outside'; readonly reason: string; readonly evidence?: Json | undefined }
  | { readonly how: 'happened'; readonly value?: Json | undefined }
  | { readonly how: 'not_happened' | 'ask_again' }

export interface Settled {
  readonly done: readonly OpenUndoId[]
  /** Why each of the others stays open. */
  readonly refused: readonly (OpenUndoId & { readonly message: string })[]
}

/** Settles many open undos alike. Each act is an event of its run; what one refuses keeps nobody from the rest. */
export async function resolveOpenUndos({ db, runs }: { readonly db: Database; readonly runs: RunHost }, { items, settling }: { readonly items: readonly OpenUndoId[]; readonly settling: Settling }): Promise<Settled> {
  const done: OpenUndoId[] = []
  const refused: (OpenUndoId & { readonly message: string })[] = []
  for (const item of items) {
    try {
      await settle({ db, runs }, { item, settling })
      done.push(item)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ ...item, message: error.message })
    }
  }
  return { done, refused }
}

async function settle({ db, runs }: { readonly db: Database; readonly runs: RunHost }, { item, settling }: { readonly item: OpenUndoId; readonly settling: Settling }): Promise<void> {
  const { runId, step } = item
  const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { status: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  if (run.status === 'halted') return runs.resume(runId, { resolution: doubtResolution(step, settling) })
  return runs.resolveUndo(runId, undoResolution(step, settling))
}

function doubtResolution(step: string, settling: Settling): InDoubtResolution {
  switch (settling.how) {
    case 'happened':
      return { step, did: 'happened', value: settling.value ?? null }
    case 'not_happened':
    case 'ask_again':
      return { step, did: settling.how }
    default:
      throw new Refusal('INVALID_STATE', `Whether "${step}" happened is not known, and its run waits for an answer: it happened, it did not, or ask again.`)
  }
}

function undoResolution(step: string, settling: Settling): UndoResolution {
  switch (settling.how) {
    case 'retry':
      return { step, how: 'retry', ...(settling.arguments === undefined ? {} : { arguments: settling.arguments }) }
    case 'skipped':
    case 'done_outside':
      return { step, how: settling.how, reason: settling.reason, ...(settling.evidence === undefined ? {} : { evidence: settling.evidence }) }
    case 'happened':
      return { step, how: 'happened', value: settling.value ?? null }
    case 'not_happened':
      return { step, how: 'not_happened' }
    case 'ask_again':
      throw new Refusal('INVALID_STATE', `The run of "${step}" is over, and asks no more: say whether it happened, leave it in place with a reason, or note it as done outside.`)
  }
}
