import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

/** A question of a run to people, as the server has it. */
export type Question = inferRouterOutputs<AppRouter>['inbox']['list']['items'][number]
