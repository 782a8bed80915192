import { procedure } from '../trpc/init.ts'
import { callDemo } from './call-demo.ts'

export const resetDemo = procedure.mutation(async ({ ctx }) => {
  await callDemo(ctx.demoUrl, '/reset', { method: 'POST' })
  return {}
})
