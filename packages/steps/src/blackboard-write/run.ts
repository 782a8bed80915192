import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { fieldOf } from '../agent-task/offline/reading.ts'
import { boardFrom, boardJson, boardName, type Entry } from '../blackboard/board.ts'
import { coordinatedKind, type Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { blackboardWriteConfig } from './contract.ts'

export const runBlackboardWrite = coordinatedKind(blackboardWriteConfig, async (job): Promise<Outcome> => {
  const { config, request, services, text, evaluate } = job
  if (isBuiltInUndo(request)) return undo(job)
  const [board, key] = [(await text(config.board)).trim(), (await text(config.key)).trim()]
  if (board === '' || key === '') throw new StepProblem({ code: 'NO_KEY', message: `the board "${config.board}" and the key "${config.key}" must be texts that are not empty with these arguments`, retryable: false })
  const wanted = config.revision === undefined ? undefined : revisionFrom(await evaluate(config.revision))
  const by = effectKey(request)
  const value = 'value' in request.arguments ? (request.arguments['value'] ?? null) : request.arguments
  let was: Entry | undefined
  let entry: Entry = { value, revision: 1, by }
  await services.keyedState.update(boardName(board), (kept) => {
    const entries = boardFrom(kept?.value)
    was = entries[key]
    if (was?.by === by) {
      entry = was
      was = undefined
      return boardJson(entries)
    }
    if (wanted !== undefined && wanted !== (was?.revision ?? 0)) throw conflict(key, was)
    // that of the board: one that was given is never given again, also not after an undo
    entry = { value, revision: (kept?.version ?? 0) + 1, by }
    return boardJson({ ...entries, [key]: entry })
  })
  return { kind: 'ok', value: { board, key, revision: entry.revision, was: was ? { value: was.value, revision: was.revision, by: was.by } : null } }
})

async function undo({ request, services }: Job<unknown>): Promise<Outcome> {
  const value = request.undoing?.value ?? null
  const [board, key] = [fieldOf(value, 'board'), fieldOf(value, 'key')]
  // an answer that was not its own, such as one that an error rule gave, is nothing to take back
  if (typeof board !== 'string' || typeof key !== 'string') return { kind: 'ok', value: null }
  const by = effectKey(request)
  const was = boardFrom({ was: fieldOf(value, 'was') ?? null })['was']
  await services.keyedState.update(boardName(board), (kept) => {
    const { [key]: now, ...others } = boardFrom(kept?.value)
    if (now?.by !== by && now?.by !== was?.by) throw new StepProblem({ code: 'UNDO_CONFLICT', message: `"${key}" of the blackboard "${board}" was written by another step since (revision ${now?.revision ?? 0}); it was left as it is`, retryable: false })
    return boardJson(was ? { ...others, [key]: was } : others)
  })
  return { kind: 'ok', value: null }
}

function conflict(key: string, now: Entry | undefined): StepProblem {
  const message = now ? `"${key}" has the revision ${now.revision} by now` : `nothing stands under "${key}"`
  return new StepProblem({ code: 'BLACKBOARD_CONFLICT', message, retryable: true, details: { key, revision: now?.revision ?? 0, value: now?.value ?? null } })
}

function revisionFrom(value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new StepProblem({ code: 'NOT_A_NUMBER', message: `a revision is a whole number from 0, and it is ${JSON.stringify(value)}`, retryable: false })
}
