import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listSavedViews as list } from './saved-views.ts'

export const listSavedViews = procedure.input(z.void()).query(({ ctx }) => list(ctx.db))
