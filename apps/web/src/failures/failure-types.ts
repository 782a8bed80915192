import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

/** The failures of runs that share a reason. Times are ISO 8601. */
export type FailureRow = inferRouterOutputs<AppRouter>['failure']['list'][number]
export type Triage = Omit<inferRouterInputs<AppRouter>['failure']['triage'], 'fingerprints'>
