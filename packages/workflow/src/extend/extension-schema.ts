import { z } from 'zod'
import { inputSchema, plainDocumentFields, plainStepFields, stepSchema } from '../schema.ts'
import type { Patch, WorkflowExtension } from './extension.ts'

const path = z.string().min(1).describe('The path of a step or handler, such as trip.reserve_hotel')
const field = z.string().min(1).describe('A field of the step')
const optionNames = ['maxConcurrency', 'timeout', 'onTimeout', 'startTimeout', 'rollback', 'drain', 'evaluation', 'maxSteps', 'concurrency'] as const

const patchSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('set'), step: path, field, value: z.json() }),
  z.strictObject({ op: z.literal('unset'), step: path, field }),
  z.strictObject({ op: z.literal('add'), step: stepSchema, after: path.optional(), lane: z.enum(['handlers', 'failure']).optional() }),
  z.strictObject({ op: z.literal('remove'), step: path }),
  z.strictObject({ op: z.literal('rename'), step: path, to: plainStepFields.name }),
  z.strictObject({ op: z.literal('option'), field: z.enum(optionNames), value: z.json() }),
  z.strictObject({ op: z.literal('input'), input: inputSchema }),
  z.strictObject({ op: z.literal('return'), step: plainStepFields.name }),
]) as z.ZodType<Patch>

/** The shape of an extension. Steps in it may nest without bound: for extensions from outside, limit their size first. */
export const extensionSchema = z.strictObject({
  eddy: z.literal(1),
  name: plainDocumentFields.name,
  title: plainDocumentFields.title,
  description: plainDocumentFields.description,
  extends: z.string().regex(/^[a-z][a-z0-9_]{0,63}(@.+)?$/, { error: 'An extension extends a workflow by its name, "book_trip", or by name and version, "book_trip@3".' }),
  patches: z.array(patchSchema),
}) as unknown as z.ZodType<WorkflowExtension>
