import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

type Answers = inferRouterOutputs<AppRouter>['version']

export type Versions = Answers['list']
export type VersionRow = Versions['versions'][number]
export type PointerRow = Versions['pointers'][number]
/** Settings that a run has proved. */
export type ProofRow = Versions['overrides'][number]
export type MoveRow = Answers['moves'][number]
export type Outcomes = Answers['outcomes'][number]
export type PublishCheck = Answers['check']

export const environments = ['live', 'staging', 'dev'] as const
export type EnvironmentName = (typeof environments)[number]
