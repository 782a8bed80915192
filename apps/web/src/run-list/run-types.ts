import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>

/** A run as lists show it; times are ISO 8601. */
export type RunRow = Outputs['run']['list']['items'][number]
/** Which runs; nothing means all. */
export type RunFilter = NonNullable<Inputs['run']['list']['filter']>
export type SavedView = Outputs['view']['list'][number]
export type RunCount = Outputs['run']['count']
export type BulkRequest = Inputs['run']['bulk']
export type BulkOutcome = Outputs['run']['bulk']
