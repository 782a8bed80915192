import { z } from 'zod'
import { plainStepFields } from '../schema.ts'

/** An override as it is asked for: a field without `now` is taken away. */
export const overrideSchema = z.strictObject({
  name: z.string().trim().min(1).max(80).describe('What it is called in the run, and in the version that takes it over.'),
  fields: z
    .array(z.strictObject({ step: z.string().min(1).describe('The path of a step or handler.'), field: z.enum(Object.keys(plainStepFields).filter((field) => field !== 'name')).describe('A field of the step.'), now: z.json().optional().describe('Left out: the field is taken away.') }))
    .min(1)
    .max(200),
})
