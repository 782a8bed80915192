import { z } from 'zod'
import { limits } from './limits.ts'
import { NAME_PATTERN } from './names.ts'
import type { Argument, Backoff, Branch, ErrorRule, Guard, Input, Options, Retry, Source, Step, View, WorkflowDocument } from './document.ts'

/**
 * The runtime schema of the document: the shape that `document.ts` types, and nothing that needs a second look (references, cycles, kinds:
 * `validate.ts`). Objects are strict. `Fields<T>` makes a field that exists only here or only in the types a compile error.
 */
type Fields<T> = { [K in keyof Required<T>]: z.ZodType }

const name = z.string().regex(NAME_PATTERN, { error: 'A name starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores.' })
/** A name elsewhere in the document; whether it exists is not a matter of shape. */
const reference = z.string().min(1)
const title = z.string().max(limits.titleLength)
const text = z.string().max(limits.textLength)
const expression = z.string().describe('A JSONata expression')
const duration = z.string().describe('An ISO 8601 duration such as PT0.5S, PT5M or P1D')
const names = z.array(reference)
const jsonSchema = z.record(z.string(), z.unknown()).describe('A JSON Schema 2020-12 object')
const point = z.tuple([z.number(), z.number()])

export const sourceSchema = z
  .union(
    [
      // the most common first: each that does not fit costs as much as the one that does
      z.strictObject({ result: reference }),
      z.strictObject({ input: reference }),
      z.strictObject({ value: z.json() }),
      z.strictObject({ element: reference }),
      z.strictObject({ secret: reference }),
      z.strictObject({ origin: z.enum(['value', 'arguments', 'error', 'context']) }),
    ],
    { error: 'A source is an object with exactly one of input, result, value, element, secret and origin (value, arguments, error or context).' },
  )
  .describe('Where an argument comes from') as z.ZodType<Source>

const argumentFields = {
  name,
  from: sourceSchema,
  path: z.array(z.union([z.string(), z.number().int()], { error: 'A path holds keys and indexes.' })).optional(),
  transform: expression.optional(),
  description: text.optional(),
} satisfies Fields<Argument>
export const argumentSchema = z.strictObject(argumentFields) as z.ZodType<Argument>

const guardFields = {
  when: expression,
  otherwise: z
    .union([z.strictObject({ value: z.json() }), z.strictObject({ fail: z.string() }), z.strictObject({ halt: z.json() })], {
      error: 'What a guard does otherwise is an object with exactly one of value, fail and halt.',
    })
    .optional(),
} satisfies Fields<Guard>
export const guardSchema = z.strictObject(guardFields) as z.ZodType<Guard>

const errorRuleFields = {
  when: expression,
  then: z.enum(['retry', 'continue', 'fail', 'halt']),
  value: expression.optional(),
  delay: duration.optional(),
} satisfies Fields<ErrorRule>
export const errorRuleSchema = z.strictObject(errorRuleFields) as z.ZodType<ErrorRule>

const errorClass = z.enum(['validation', 'transient', 'timeout', 'conflict', 'auth', 'resource', 'bug', 'cancelled'])
const retries = z.union([z.number().int().min(0), z.literal('unlimited')], { error: 'The number of retries is a whole number from 0, or "unlimited".' })
const backoff = z.strictObject({
  initial: duration.optional(),
  factor: z.number().min(1).optional(),
  max: duration.optional(),
  jitter: z.number().min(0).max(1).optional(),
} satisfies Fields<Backoff>)

const retry = z.strictObject({
  max: retries,
  backoff: backoff.optional(),
  on: z.array(errorClass).min(1).optional(),
  classes: z.partialRecord(errorClass, z.strictObject({ max: retries.optional(), backoff: backoff.optional() })).optional(),
} satisfies Fields<Retry>)

/** The fields of a step but for what nests; `validate` reads nested steps itself, one at a time. */
export const plainStepFields = {
  name,
  kind: z.string().min(1),
  title: title.optional(),
  description: text.optional(),
  config: z.record(z.string(), z.json()).optional(),
  arguments: z.array(argumentSchema).optional(),
  waitFor: names.optional(),
  guards: z.array(guardSchema).optional(),
  mode: z.enum(['async', 'sync']).optional(),
  priority: z.number().optional(),
  retry: retry.optional(),
  timeout: duration.optional(),
  onError: z.array(errorRuleSchema).optional(),
  compensate: reference.optional(),
  undo: reference.optional(),
  role: z.enum(['compensatable', 'pivot', 'retriable', 'irreversible']).optional(),
  check: reference.optional(),
  onInterrupt: z.enum(['retry', 'compensate', 'halt']).optional(),
  reversible: z.boolean().optional(),
  quiet: z.boolean().optional(),
  cache: z.strictObject({ key: expression.optional(), ttl: duration, scope: z.enum(['workflow', 'workspace']) }).optional(),
  return: reference.optional(),
} satisfies Fields<Omit<Step, 'steps' | 'branches'>>

/** The fields of a branch but for its steps. */
export const plainBranchFields = {
  name: name.optional(),
  when: expression.optional(),
  return: reference.optional(),
} satisfies Fields<Omit<Branch, 'steps'>>

export const stepSchema: z.ZodType<Step> = z.lazy(() => recursiveStep) as z.ZodType<Step>
const branchSchema = z.strictObject({ ...plainBranchFields, steps: z.array(stepSchema) } satisfies Fields<Branch>)
const recursiveStep = z
  .strictObject({ ...plainStepFields, steps: z.array(stepSchema).optional(), branches: z.array(branchSchema).optional() } satisfies Fields<Step>)
  .meta({ id: 'Step' })

export const inputSchema = z.strictObject({
  name,
  title: title.optional(),
  description: text.optional(),
  schema: jsonSchema.optional(),
  required: z.boolean().optional(),
  default: z.json().optional(),
  transform: expression.optional(),
} satisfies Fields<Input>) as z.ZodType<Input>

const optionsSchema = z.strictObject({
  maxConcurrency: z.number().int().min(1).max(limits.maxConcurrency).optional(),
  timeout: duration.optional(),
  onTimeout: z.enum(['fail', 'halt', 'cancel']).optional(),
  startTimeout: duration.optional(),
  rollback: z.enum(['sequential', 'parallel']).optional(),
  drain: duration.optional(),
  evaluation: z.enum(['eager', 'lazy']).optional(),
  maxSteps: z.number().int().min(1).optional(),
  concurrency: z.strictObject({ key: expression, limit: z.number().int().min(1).max(limits.maxConcurrency).optional() } satisfies Fields<NonNullable<Options['concurrency']>>).optional(),
} satisfies Fields<Options>)

const viewSchema = z.strictObject({
  positions: z.record(z.string(), point).optional(),
  notes: z.array(z.strictObject({ id: z.string().min(1), text, position: point, size: point.optional() })).optional(),
} satisfies Fields<View>)

/** The document's own fields but for what holds steps. */
export const plainDocumentFields = {
  eddy: z.literal(1),
  name,
  title: title.optional(),
  description: text.optional(),
  tags: z.array(title.min(1)).max(limits.tags).optional(),
  inputs: z.array(inputSchema).optional(),
  return: reference.optional(),
  options: optionsSchema.optional(),
  view: viewSchema.optional(),
} satisfies Fields<Omit<WorkflowDocument, 'steps' | 'handlers' | 'failure'>>

/** The whole document's shape. It recurses with the nesting of steps: for documents from outside use `validate`, which bounds that first. */
export const documentSchema = z.strictObject({
  ...plainDocumentFields,
  steps: z.array(stepSchema),
  handlers: z.array(stepSchema).optional(),
  failure: z.strictObject({ steps: z.array(stepSchema) }).optional(),
} satisfies Fields<WorkflowDocument>) as unknown as z.ZodType<WorkflowDocument>

/** The document's shape as a JSON Schema 2020-12, for editors and other languages. */
export const documentJsonSchema: { readonly [key: string]: unknown } = {
  ...z.toJSONSchema(documentSchema, { io: 'input' }),
  title: 'Eddy workflow document, format 1',
}
