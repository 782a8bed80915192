import { parseDuration } from '@eddy/workflow'
import { z } from 'zod'

/** An ISO 8601 duration in a kind's configuration. */
export function durationField(): z.ZodString {
  return z.string().refine((text) => parseDuration(text) !== undefined, 'this is no ISO 8601 duration such as PT0.5S, PT5M or P1D')
}
