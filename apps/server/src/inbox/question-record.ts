import type { Json, JsonSchema } from '@eddy/workflow'
import type { Prisma } from '../db/index.ts'

export const QUESTION_STATUSES = ['open', 'answered', 'timed_out', 'withdrawn'] as const

export interface QuestionOption {
  readonly value: string
  readonly title: string
  readonly approves: boolean
}

/** What a person sees of a question. */
export interface QuestionRecord {
  readonly id: string
  readonly kind: 'approval' | 'escalate'
  readonly status: (typeof QUESTION_STATUSES)[number]
  readonly title: string
  /** Markdown. */
  readonly text: string
  /** Who is asked; empty: anyone. */
  readonly role: string
  readonly options: readonly QuestionOption[]
  /** What else is to be filled in. */
  readonly fields: JsonSchema | null
  readonly onTimeout: string
  readonly askedAt: string
  readonly dueAt: string | null
  readonly reminders: number
  readonly endedAt: string | null
  readonly answer: Json
  readonly run: { readonly id: string; readonly step: string; readonly workflowId: string | null; readonly workflow: string }
}

export const withRun = { run: { select: { workflowId: true, workflowName: true, workflowTitle: true } } } as const
export type QuestionRow = Prisma.QuestionGetPayload<{ include: typeof withRun }>

/** What the step's configuration has of the form. */
export interface QuestionForm {
  readonly options: readonly QuestionOption[]
  readonly fields: JsonSchema | null
  readonly onTimeout: string
}

const YES_NO: readonly QuestionOption[] = [
  { value: 'approve', title: 'Approve', approves: true },
  { value: 'reject', title: 'Reject', approves: false },
]
const DECISIONS: readonly QuestionOption[] = [
  { value: 'retry', title: 'Retry', approves: true },
  { value: 'skip', title: 'Skip', approves: true },
  { value: 'abort', title: 'Abort', approves: false },
]

export function formOf(kind: string, config: { readonly [key: string]: Json }): QuestionForm {
  const { fields, onTimeout } = config
  const given = Array.isArray(config['options']) ? config['options'].flatMap(optionOf) : []
  return {
    options: kind === 'escalate' ? DECISIONS : given.length > 0 ? given : YES_NO,
    fields: isObject(fields) ? (fields as JsonSchema) : null,
    onTimeout: typeof onTimeout === 'string' ? onTimeout : 'fail',
  }
}

function optionOf(option: Json): readonly QuestionOption[] {
  if (!isObject(option)) return []
  const { value, title, approves } = option
  return typeof value === 'string' && typeof title === 'string' ? [{ value, title, approves: approves !== false }] : []
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function questionRecord(row: QuestionRow): QuestionRecord {
  // columns hold what the desk writes
  const form = JSON.parse(row.form as string) as QuestionForm
  return {
    id: row.id,
    kind: row.kind as QuestionRecord['kind'],
    status: row.status as QuestionRecord['status'],
    title: row.title,
    text: row.text,
    role: row.role,
    ...form,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    reminders: row.reminders,
    endedAt: row.endedAt?.toISOString() ?? null,
    answer: (row.answer ?? null) as Json,
    run: { id: row.runId, step: row.step, workflowId: row.run.workflowId, workflow: row.run.workflowTitle ?? row.run.workflowName },
  }
}
