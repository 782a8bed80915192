import type { SigningKey } from '@eddy/library/bundle'
import type { Metrics } from '@eddy/middleware'
import type { AgentDesk } from '@eddy/steps/run'
import type { Bus } from '../cluster/bus.ts'
import type { Database } from '../db/index.ts'
import type { GoalModel } from '../goal/model-planner.ts'
import type { StoredClaims } from '../coordination/stored-claims.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import type { Finding } from '../doctor/finding.ts'
import type { ServerMetrics } from '../metric/server-metrics.ts'
import type { Readiness } from '../health/readiness.ts'
import type { LiveWorkflows } from '../live/live-workflows.ts'
import type { RunHost } from '../run/run-host.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import type { TriggerHost } from '../trigger/trigger-host.ts'
import type { SubscriptionPlaces } from './subscription-places.ts'
import type { CleanUp } from '../storage/clean-up.ts'

/** What procedures work with. */
export interface Context {
  readonly db: Database
  readonly runs: RunHost
  /** Who has which workflow open, and what they are told. */
  readonly live: LiveWorkflows
  /** Where the demo service is; null when it is off. */
  readonly demoUrl: string | null
  /** What has been counted of the runs, for /metrics. */
  readonly metrics?: Metrics
  /** What the server itself is like, for /metrics. */
  readonly serverMetrics?: ServerMetrics
  /** It shows what is there, and does and changes nothing. */
  readonly readOnly?: boolean
  /** What keeps it from working. */
  readonly doctor?: () => Promise<readonly Finding[]>
  /** Where the server keeps what is in files. */
  readonly home?: { readonly dataDir: string; readonly folders: { readonly workspace: string; readonly journal: string } }
  /** Whether requests should come here. */
  readonly readiness?: Readiness
  /** Removes what the retention no longer keeps. */
  readonly cleanUp?: CleanUp
  /** What starts runs by itself. */
  readonly triggers?: TriggerHost
  /** Where secrets are kept. */
  readonly secrets?: SecretStore
  /** What bundles of the library are signed with. */
  readonly signing?: SigningKey
  /** Percent of the steps with an effect that must be taken back before a draft is published; 0 when left out. */
  readonly requireCoverage?: number
  /** Claims of this server's runs, to be listened to. */
  readonly claims?: StoredClaims
  /** Who can be given tasks. */
  readonly agents?: AgentDesk
  /** To the other servers on the database. */
  readonly bus?: Bus
  /** The folder that file steps work in. */
  readonly workspace?: string
  /** The model that can plan goals, where one is set up. */
  readonly model?: GoalModel | undefined
  readonly allowedHosts: readonly string[]
  /** Who asks, as the request names itself in `eddy-caller`. */
  readonly caller?: string
  /** Whether who asks may still do so, for what waits long; always when left out. */
  readonly stillPermitted?: () => Promise<boolean>
  /** Of the WebSocket that the request came by. */
  readonly places?: SubscriptionPlaces | undefined
  /** The trace that the request belongs to. */
  readonly trace?: TraceContext | undefined
}
