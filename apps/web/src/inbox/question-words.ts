import type { Question } from './question.ts'

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function momentWords(at: string): string {
  return moment.format(new Date(at))
}

/** What happens when nobody answers in time. */
export function silenceWords({ kind, onTimeout, dueAt }: Pick<Question, 'kind' | 'onTimeout' | 'dueAt'>): string | undefined {
  if (dueAt === null) return undefined
  const then = onTimeout === 'fail' ? 'the step fails' : kind === 'escalate' ? `it counts as ${onTimeout}` : onTimeout === 'approve' ? 'it counts as approved' : 'it counts as rejected'
  return `Answer by ${momentWords(dueAt)}; after that ${then}.`
}

/** How a question that is over has ended: `Approved by Ada`. */
export function endWords(question: Pick<Question, 'status' | 'kind' | 'options' | 'answer' | 'onTimeout'>): string {
  if (question.status === 'withdrawn') return 'No longer needed'
  if (question.status === 'timed_out') return question.onTimeout === 'fail' ? 'Nobody answered in time' : `Nobody answered in time: ${question.onTimeout}`
  const by = textOf(question.answer, 'by')
  return `${answerWords(question)}${by === undefined ? '' : ` by ${by}`}`
}

function answerWords({ kind, options, answer }: Pick<Question, 'kind' | 'options' | 'answer'>): string {
  const choice = textOf(answer, kind === 'escalate' ? 'decision' : 'choice')
  const option = options.find(({ value }) => value === choice)
  if (option && !['approve', 'reject'].includes(option.value)) return option.title
  const yes = option?.approves ?? (answer === true || fieldOf(answer, 'approved') === true)
  if (kind === 'escalate') return typeof answer === 'string' ? answer : 'Abort'
  return yes ? 'Approved' : 'Rejected'
}

/** What was written beside the answer. */
export function noteOf({ answer }: Pick<Question, 'answer'>): string | undefined {
  return textOf(answer, 'note')
}

function textOf(answer: Question['answer'], name: string): string | undefined {
  const value = fieldOf(answer, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function fieldOf(answer: Question['answer'], name: string): unknown {
  return typeof answer === 'object' && answer !== null ? (answer as { readonly [name: string]: unknown })[name] : undefined
}
