import { schemaFaults, type Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import type { Context } from '../trpc/context.ts'
import { questionRecord, withRun } from './question-record.ts'

export interface Answer {
  readonly id: string
  /** The value of one of the question's options. */
  readonly choice: string
  readonly note: string
  readonly values: { readonly [name: string]: Json }
  /** Who answers. */
  readonly by: string
}

/** Answers a question once; whoever comes second is told. */
export async function answerQuestion({ db, runs }: Pick<Context, 'db' | 'runs'>, { id, choice, note, values, by }: Answer): Promise<void> {
  const row = await db.prisma.question.findUnique({ where: { id }, include: withRun })
  if (!row) throw new Refusal('NOT_FOUND', 'There is no such question; its run may have been removed.')
  const question = questionRecord(row)
  if (question.status !== 'open') throw new Refusal('ALREADY_ANSWERED', ENDED[question.status] ?? ENDED.withdrawn, question)
  const option = question.options.find(({ value }) => value === choice)
  if (!option) throw new Refusal('INVALID_INPUT', `"${choice}" is none of the answers: ${question.options.map(({ value }) => value).join(', ')}.`)
  const faults = question.fields === null || !option.approves ? [] : schemaFaults(question.fields, values)
  if (faults.length > 0) throw new Refusal('INVALID_INPUT', `Some of what was filled in does not fit: ${faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}.`, faults)
  const decided = question.kind === 'escalate' ? { decision: choice } : { approved: option.approves, choice }
  const payload = { ...decided, by: by === '' ? null : by, at: new Date().toISOString(), note, values }
  const taken = await runs.answer(row.runId, { name: row.signal, correlation: row.correlation, payload })
  if (!taken) throw new Refusal('ALREADY_ANSWERED', 'The run does not wait for this any more: somebody else was first, or the run went on without it.')
}

const ENDED: { readonly [status: string]: string; readonly withdrawn: string } = {
  answered: 'Somebody has answered this already.',
  timed_out: 'The time to answer this is over.',
  withdrawn: 'The run does not need an answer any more.',
}
