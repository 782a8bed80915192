import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { planGoal as plan } from './plan-goal.ts'

export const planGoal = procedure
  .input(z.object({ goal: z.string().trim().min(1).max(4000), planner: z.enum(['rules', 'model']).optional(), name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'a small letter first, then small letters, digits and _').optional() }))
  .query(({ ctx, input }) => plan(ctx, input))
