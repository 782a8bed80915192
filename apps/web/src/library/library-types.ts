import type { AppRouter } from '@eddy/server/router'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Answers = inferRouterOutputs<AppRouter>['library']

export type LibraryCardData = Answers['search']['items'][number]
export type LibraryEntryData = Answers['get']
export type Edition = LibraryEntryData['edition']
export type Contract = LibraryEntryData['contract']
export type Suggestion = Answers['suggestions'][number]
export type InstallPlan = Answers['installPlan']
export type LibrarySort = NonNullable<inferRouterInputs<AppRouter>['library']['search']['sort']>
export type PublishRequest = inferRouterInputs<AppRouter>['library']['publish']
