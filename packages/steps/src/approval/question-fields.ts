import { z } from 'zod'
import { durationField } from '../text/duration-field.ts'

/** What every question to a person has. */
export const questionFields = {
  title: z.string().min(1).meta({ title: 'Question', ui: 'template' }).describe('In a few words; may hold {{ expressions }} over the arguments.'),
  text: z.string().default('').optional().meta({ title: 'Text', ui: 'template-lines' }).describe('What one must know to answer, as Markdown; may hold {{ expressions }}.'),
  role: z.string().default('').optional().meta({ title: 'Role', ui: 'template' }).describe('Who is asked, such as team lead; may hold {{ expressions }}. Anyone when left out.'),
  fields: z.record(z.string(), z.json()).optional().meta({ title: 'Fields' }).describe('A JSON Schema of what else to fill in, an object; the answer has it as values.'),
  remind: durationField().optional().meta({ title: 'Remind every' }).describe('An ISO 8601 duration; the inbox calls the question to mind so often.'),
  timeout: durationField().optional().meta({ title: 'Time limit' }).describe('An ISO 8601 duration; without one it waits as long as it takes.'),
  signal: z.string().min(1).optional().meta({ title: 'Signal' }).describe('The signal that answers, for programs and other runs; the kind\'s name when left out.'),
  correlation: z.string().min(1).optional().meta({ title: 'Correlation', ui: 'expression' }).describe('JSONata over the arguments: only a signal with this correlation answers. The step\'s path when left out.'),
}

/** What the answers of both kinds of question hold. */
export const answerProperties = {
  by: { type: ['string', 'null'] },
  at: { type: ['string', 'null'] },
  note: { type: ['string', 'null'] },
  values: { type: 'object' },
  timedOut: { type: 'boolean' },
} as const

export const answerDocs = [
  'The question stands in the inbox, and is answered there, by `inbox.answer` of the API, or by its signal. The step waits: it holds no slot, survives restarts, and leaves the inbox when the run no longer wants the answer.',
  '',
  'On the command line nobody can be asked: the step waits for its time limit.',
].join('\n')
