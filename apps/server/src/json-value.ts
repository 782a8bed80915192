import { z } from 'zod'
import type { Json } from '@eddy/workflow'

/** Any JSON, with the readonly type that the rest of the product uses. */
export const JsonValue = z.json() as unknown as z.ZodType<Json, Json>
