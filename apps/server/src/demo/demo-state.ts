import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { callDemo } from './call-demo.ts'

const Entries = z.array(z.looseObject({ id: z.string() }))

export const demoState = procedure.query(async ({ ctx }) => {
  const [reservations, deployments] = await Promise.all(['/reservations', '/deployments'].map(async (path) => Entries.parse(await callDemo(ctx.demoUrl, path))))
  return { url: ctx.demoUrl, reservations: reservations ?? [], deployments: deployments ?? [] }
})
