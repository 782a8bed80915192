import { procedure } from '../trpc/init.ts'
import { readTemplates } from './templates.ts'

export const listTemplates = procedure.query(({ ctx }) => readTemplates(ctx.demoUrl))
