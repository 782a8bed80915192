import { patternFault } from '@eddy/steps/run'
import { expressionFault, faultsOfSchema, parseDuration } from '@eddy/workflow'
import { z } from 'zod'
import { Moment } from '../moment.ts'
import { SecretName } from '../secret/secret-name.ts'
import { StoredInt } from '../stored-int.ts'
import { ENVIRONMENTS } from '../version/version-row.ts'
import { cronFault, zoneFault } from './cron-fault.ts'

/** What kind of thing starts a run, and its settings. */
const Duration = z.string().refine((text) => (parseDuration(text) ?? 0) > 0, 'must be a length of time such as PT15M')
export const Expression = z.string().superRefine((text, check) => {
  const fault = expressionFault(text)
  if (fault) check.addIssue({ code: 'custom', message: `is no expression: ${fault.message}` })
})

const Cron = z.strictObject({ every: z.literal('cron'), cron: z.string().max(200), zone: z.string().max(64).default('UTC') }).superRefine(({ cron, zone }, check) => {
  const wrongZone = zoneFault(zone)
  if (wrongZone) check.addIssue({ code: 'custom', path: ['zone'], message: wrongZone })
  // the pattern is looked at all the same: whoever has both wrong is told of both at once
  const wrongCron = cronFault(cron, wrongZone ? 'UTC' : zone)
  if (wrongCron) check.addIssue({ code: 'custom', path: ['cron'], message: wrongCron })
})
const Interval = z.strictObject({ every: z.literal('interval'), interval: Duration.refine((text) => (parseDuration(text) ?? 0) >= 1000, 'must be a second at least'), from: Moment.optional() })
const Once = z.strictObject({ every: z.literal('once'), at: Moment })
const When = z.discriminatedUnion('every', [Cron, Interval, Once])
export type When = z.infer<typeof When>

const CatchUp = z.discriminatedUnion('policy', [z.strictObject({ policy: z.literal('skip') }), z.strictObject({ policy: z.literal('last') }), z.strictObject({ policy: z.literal('all'), most: z.int().min(1).max(1000) })])
export type CatchUp = z.infer<typeof CatchUp>

const Signature = z.strictObject({
  /** HMAC-SHA256 with this secret. */
  secret: SecretName,
  header: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header').default('x-eddy-signature'),
  /** What is signed is `timestamp.body`, the timestamp in this header in seconds; the same header: it has both, as `t=…,v1=…`; null: the body alone. */
  timestampHeader: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header').nullable().default('x-eddy-timestamp'),
  toleranceSeconds: z.int().min(1).max(86_400).default(300),
})
export type Signature = z.infer<typeof Signature>

const Reply = z.discriminatedUnion('mode', [z.strictObject({ mode: z.literal('at_once') }), z.strictObject({ mode: z.literal('at_end'), withinMs: z.int().min(100).max(120_000) })])
export type Reply = z.infer<typeof Reply>

const Schema = z.record(z.string(), z.json()).superRefine((schema, check) => {
  for (const { path, message } of faultsOfSchema(schema)) check.addIssue({ code: 'custom', message: `${path} ${message}`.trim() })
})

export const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'] as const
const Webhook = z.strictObject({
  kind: z.literal('webhook'),
  /** Below `/hooks/`. */
  path: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/, 'must be letters, digits, "-", "_", "." and "/" between them').max(200),
  method: z.enum(METHODS).default('POST'),
  schema: Schema.nullable().default(null),
  signature: Signature.nullable().default(null),
  /** Whose value makes a delivery sent twice one. */
  deliveryHeader: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header').default('idempotency-key'),
  reply: Reply.default({ mode: 'at_once' }),
})
export type WebhookConfig = z.infer<typeof Webhook>

export const ENDINGS = ['succeeded', 'failed', 'rolled_back', 'rollback_incomplete', 'cancelled'] as const
const Run = z.strictObject({ kind: z.literal('run'), workflowId: z.string(), statuses: z.array(z.enum(ENDINGS)).min(1) })
export type RunEndedConfig = z.infer<typeof Run>
const Signal = z.strictObject({ kind: z.literal('signal'), signal: z.string().min(1).max(200) })
export type SignalConfig = z.infer<typeof Signal>
const File = z.strictObject({
  kind: z.literal('file'),
  glob: z.string().min(1).max(500),
  /** A file has arrived once it has not changed for so long. */
  settleMs: z.int().min(500).max(3_600_000).default(2000),
  /** Files that are there already when it is set up. */
  existing: z.enum(['skip', 'fire']).default('skip'),
})
export type FileConfig = z.infer<typeof File>
const Schedule = z.strictObject({ kind: z.literal('schedule'), when: When, catchUp: CatchUp.default({ policy: 'last' }) })
export type ScheduleConfig = z.infer<typeof Schedule>

export const TriggerConfig = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('manual') }), z.strictObject({ kind: z.literal('api') }), Webhook, Schedule, Run, Signal, File])
export type TriggerConfig = z.infer<typeof TriggerConfig>
export type TriggerKind = TriggerConfig['kind']

/** Which version a run gets. */
export const RunsChoice = z.union([z.strictObject({ environment: z.enum(ENVIRONMENTS) }), z.strictObject({ number: StoredInt.positive() }), z.strictObject({ draft: z.literal(true) })])
export type RunsChoice = z.infer<typeof RunsChoice>

export const OVERLAPS = ['allow', 'skip', 'wait'] as const
export type Overlap = (typeof OVERLAPS)[number]

/** A trigger as people write it. */
export const TriggerSettings = z.strictObject({
  name: z.string().trim().min(1).max(100),
  // only what is saved is looked at so: a stored trigger must be readable whatever it says
  config: TriggerConfig.superRefine((config, check) => {
    const fault = config.kind === 'file' ? patternFault(config.glob) : undefined
    if (fault) check.addIssue({ code: 'custom', path: ['glob'], message: fault })
  }),
  mapping: z.record(z.string(), Expression).nullable().default(null),
  filter: Expression.nullable().default(null),
  runs: RunsChoice.default({ environment: 'live' }),
  overlap: z.enum(OVERLAPS).default('allow'),
})
export type TriggerSettings = z.infer<typeof TriggerSettings>
