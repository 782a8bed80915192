import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

type Inputs = inferRouterInputs<AppRouter>['trigger']
type Outputs = inferRouterOutputs<AppRouter>['trigger']

export type TriggerRow = Outputs['list'][number]
export type TriggerKind = TriggerRow['kind']
export type TriggerConfig = TriggerRow['config']
export type Config<K extends TriggerKind> = Extract<TriggerConfig, { kind: K }>
export type When = Config<'schedule'>['when']
export type Firing = Outputs['firings']['items'][number]
export type TriggerSaving = Inputs['save']
export type RunsChoice = TriggerRow['runs']
export type Overlap = TriggerRow['overlap']

/** A trigger while it is being written. */
export interface TriggerDraft {
  readonly name: string
  readonly config: TriggerConfig
  readonly mapping: { readonly [input: string]: string } | null
  readonly filter: string
  readonly runs: RunsChoice
  readonly overlap: Overlap
}
