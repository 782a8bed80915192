import { procedure } from '../trpc/init.ts'
import { readTemplates } from './templates.ts'

/** What a page shows of the templates; what comes with one is put in place when it is used. */
export const listTemplates = procedure.query(({ ctx }) =>
  readTemplates(ctx.demoUrl).map(({ name, title, description, category, tags, needs, document, samples }) => ({ name, title, description, category, tags, needs, document, samples })),
)
