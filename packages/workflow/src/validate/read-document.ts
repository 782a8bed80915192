import { z } from 'zod'
import { joinPointer } from '../json-pointer.ts'
import { problem } from '../problem.ts'
import { plainBranchFields, plainDocumentFields, plainStepFields } from '../schema.ts'
import { salvageFields } from './salvage-fields.ts'
import { shapeProblems } from './shape-problems.ts'
import type { Problem } from '../catalog.ts'
import type { Branch, Step, WorkflowDocument } from '../document.ts'

/** What could be read of a document. */
export interface Reading {
  /**
   * The well-formed parts. What is not well-formed is left out or, in lists, replaced by something harmless, so that every index
   * still is that of the original.
   */
  readonly document: WorkflowDocument
  readonly problems: Problem[]
  /** Steps whose configuration could not be read, and containers whose steps could not: no point in checking those further. */
  readonly unreadable: ReadonlySet<Step>
}

interface Reader {
  readonly problems: Problem[]
  readonly unreadable: Set<Step>
}

const steps = z.array(z.unknown())
const looseStep = z.strictObject({ ...plainStepFields, steps: steps.optional(), branches: steps.optional() })
const looseBranch = z.strictObject({ ...plainBranchFields, steps })
const looseFailure = z.strictObject({ steps })
const looseDocument = z.strictObject({ ...plainDocumentFields, steps, handlers: steps.optional(), failure: z.unknown().optional() })

/**
 * Reads the shape of a document, step by step, so that one malformed field hides nothing else. Expects what `measure` accepts: the
 * recursion is as deep as containers nest.
 */
export function readDocument(value: unknown): Reading {
  const reader: Reader = { problems: [], unreadable: new Set() }
  const fields = readObject(reader, looseDocument, { value, pointer: '', what: 'The document' })
  const failure = fields['failure'] === undefined ? undefined : readObject(reader, looseFailure, { value: fields['failure'], pointer: '/failure', what: 'The failure lane' })
  const handlers = fields['handlers']
  // every part has passed its own schema, or stands for one that has not
  const document = {
    ...fields,
    eddy: 1,
    name: fields['name'] ?? '',
    steps: readSteps(reader, fields['steps'], '/steps'),
    ...(handlers !== undefined && { handlers: readSteps(reader, handlers, '/handlers') }),
    ...(failure && { failure: { steps: readSteps(reader, failure['steps'], '/failure/steps') } }),
  } as unknown as WorkflowDocument
  return { document, ...reader }
}

function readSteps(reader: Reader, value: unknown, pointer: string): Step[] {
  return Array.isArray(value) ? value.map((step: unknown, index) => readStep(reader, step, joinPointer(pointer, index))) : []
}

function readStep(reader: Reader, value: unknown, pointer: string): Step {
  const before = reader.problems.length
  const fields = readObject(reader, looseStep, { value, pointer, what: 'A step' })
  const sound = reader.problems.length === before
  // most steps nest none and are sound: what has been read is the step
  if (sound && fields['steps'] === undefined && fields['branches'] === undefined) return fields as unknown as Step
  const { steps: inner, branches, ...plain } = fields
  const step = {
    ...plain,
    name: plain['name'] ?? '',
    kind: plain['kind'] ?? '',
    ...(inner !== undefined && { steps: readSteps(reader, inner, `${pointer}/steps`) }),
    ...(Array.isArray(branches) && { branches: branches.map((branch: unknown, index) => readBranch(reader, branch, `${pointer}/branches/${index}`)) }),
  } as unknown as Step
  if (!sound && ['config', 'steps', 'branches', 'arguments'].some((field) => lost(value, step, field))) reader.unreadable.add(step)
  return step
}

function readBranch(reader: Reader, value: unknown, pointer: string): Branch {
  const fields = readObject(reader, looseBranch, { value, pointer, what: 'A branch' })
  // a branch that cannot be read is no default
  const when = isObject(value) && 'when' in value ? { when: fields['when'] ?? 'true' } : isObject(value) ? {} : { when: 'true' }
  return { ...fields, ...when, steps: readSteps(reader, fields['steps'], `${pointer}/steps`) } as unknown as Branch
}

function lost(value: unknown, step: Step, field: string): boolean {
  return isObject(value) && value[field] !== undefined && !Object.hasOwn(step, field)
}

interface Part {
  readonly value: unknown
  readonly pointer: string
  readonly what: string
}

/** Schemas of the fields that objects have, by the schema they are parts of and those fields. */
const narrowing = new WeakMap<z.ZodObject, Map<string, z.ZodObject>>()
const MOST_NARROWED = 500

/**
 * A schema of the fields that the value has, and of those that it must have: the optional ones that it lacks need not be asked about, of
 * which a step has twenty. Undefined where it has fields that the schema does not know.
 */
function narrowed(schema: z.ZodObject, value: { readonly [key: string]: unknown }): z.ZodObject | undefined {
  const keys = Object.keys(value)
  const known = narrowing.get(schema) ?? new Map<string, z.ZodObject>()
  if (known.size === 0) narrowing.set(schema, known)
  const signature = keys.join(' ')
  const found = known.get(signature)
  if (found) return found
  const { shape } = schema
  if (known.size >= MOST_NARROWED || keys.some((key) => !Object.hasOwn(shape, key))) return undefined
  const made = z.strictObject(Object.fromEntries(Object.entries(shape).filter(([key, type]) => keys.includes(key) || !z.safeParse(type, undefined).success)))
  known.set(signature, made)
  return made
}

/** The sound fields of one object; what is wrong with the others goes to the reader's problems. */
function readObject(reader: Reader, schema: z.ZodObject, { value, pointer, what }: Part): { [field: string]: unknown } {
  if (!isObject(value)) {
    reader.problems.push(problem('BAD_VALUE', { path: pointer, message: `${what} must be an object, not ${nameOfType(value)}.` }))
    return {}
  }
  const quick = narrowed(schema, value)?.safeParse(value)
  if (quick?.success) return quick.data
  const result = schema.safeParse(value)
  if (result.success) return result.data
  reader.problems.push(...shapeProblems(result.error.issues, { pointer, value, what, known: Object.keys(schema.shape) }))
  return salvageFields(schema, value)
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
