import { z } from 'zod'

/** What a page says of itself. */
export const arrival = z.object({ id: z.string(), session: z.string().min(8).max(64), name: z.string().trim().min(1).max(40).optional(), step: z.string().max(1000).optional() })
