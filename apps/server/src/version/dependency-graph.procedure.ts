import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { dependencyGraph as graph } from './dependency-graph.ts'

export const dependencyGraph = procedure.input(z.object({ name: z.string() })).query(({ ctx, input }) => graph(ctx.db, input.name))
