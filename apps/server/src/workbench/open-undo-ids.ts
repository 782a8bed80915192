import { z } from 'zod'

const MOST = 1000

/** Which open undos one request is about. */
export const openUndoIds = z.array(z.object({ runId: z.string(), step: z.string() })).min(1).max(MOST)
