import { fileURLToPath } from 'node:url'
import { isAbsolute, join, resolve } from 'node:path'
import { ENGINE_VERSION } from '@eddy/engine'
import { z } from 'zod'
import type { GoalModel } from './goal/model-planner.ts'
import type { LogSettings } from './log/create-log.ts'
import type { RestateUrls } from '@eddy/distributed'
import { traceSettings, type TraceSettings } from './trace/settings.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

/** One or several, separated by commas. */
const urls = (usual: string) => z.string().default(usual).transform(list).pipe(z.array(z.url()).min(1))

const shape = {
  EDDY_PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  EDDY_HOST: z.string().default('127.0.0.1'),
  EDDY_ALLOW_REMOTE: z.enum(['0', '1']).default('0'),
  EDDY_DATA: z.string().default('data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  EDDY_ALLOWED_HOSTS: z.string().default(''),
  EDDY_WORKSPACE: z.string().optional(),
  EDDY_ADAPTIVE: z.enum(['on', 'off']).default('off'),
  EDDY_MAX_RUNS: z.coerce.number().int().min(1).optional(),
  EDDY_MAX_RUNS_PER_WORKFLOW: z.coerce.number().int().min(1).optional(),
  EDDY_WORKFLOW_WEIGHTS: z.string().regex(/^( *[A-Za-z_]\w* *= *\d+(\.\d+)? *(,|$))*$/, 'is names with weights, such as orders=3, reports=0.5').default(''),
  EDDY_SECRET_KEY: z.string().optional(),
  EDDY_REQUIRE_COVERAGE: z.coerce.number().min(0).max(100).default(0),
  EDDY_REQUIRE_TOKEN: z.enum(['0', '1']).optional(),
  EDDY_API_RATE: z.coerce.number().int().min(1).optional(),
  EDDY_ORIGINS: z.string().default(''),
  EDDY_LEASE_MS: z.coerce.number().int().min(500).max(600_000).default(8000),
  EDDY_LOG: z.enum(['json', 'text']).optional(),
  EDDY_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  EDDY_NAMES: z.string().default(''),
  EDDY_UNREADY_MS: z.coerce.number().int().min(0).max(600_000).default(0),
  EDDY_DRAIN_MS: z.coerce.number().int().min(0).max(3_600_000).default(25_000),
  EDDY_READ_ONLY: z.enum(['0', '1']).default('0'),
  EDDY_MIN_FREE_MB: z.coerce.number().int().min(0).default(100),
  EDDY_SNAPSHOT_EVERY: z.coerce.number().int().min(1).default(10_000),
  EDDY_ENGINE: z.enum(['embedded', 'restate']).default('embedded'),
  EDDY_ENGINE_VERSION: z.string().regex(/^[\w.+-]{1,60}$/, 'is letters, digits, dots, hyphens, underscores and pluses, 60 at most').default(ENGINE_VERSION),
  EDDY_RESTATE_URL: urls('http://127.0.0.1:8080'),
  EDDY_RESTATE_ADMIN_URL: urls('http://127.0.0.1:9070'),
  EDDY_ENDPOINT_PORT: z.coerce.number().int().min(0).max(65_535).default(4420),
  EDDY_GATEWAY_PORT: z.coerce.number().int().min(0).max(65_535).default(4421),
  EDDY_ADVERTISED_HOST: z.string().default('127.0.0.1'),
  EDDY_WORKER_KEY: z.string().optional(),
  EDDY_MODEL_URL: z.url().optional(),
  EDDY_MODEL: z.string().min(1).optional(),
  EDDY_MODEL_KEY: z.string().min(1).optional(),
  EDDY_DEMO: z.enum(['on', 'off']).default('on'),
  EDDY_DEMO_PORT: z.coerce.number().int().min(0).max(65_535).default(4410),
}

/** Names that somebody reads: the settings, and what commands and tests take. */
export const VARIABLES: ReadonlySet<string> = new Set([...Object.keys(shape), 'EDDY_URL', 'EDDY_TOKEN', 'EDDY_RESTATE_PORT', 'EDDY_RESTATE_NODES', 'EDDY_WORKERS', 'EDDY_GATEWAY_URL', 'EDDY_WORKER_HOST', 'EDDY_WORKER_PORT'])

const Env = z
  .object(shape)
  .refine((env) => LOOPBACK.has(env.EDDY_HOST) || env.EDDY_ALLOW_REMOTE === '1', {
    path: ['EDDY_HOST'],
    message: 'is not this machine; Eddy has no log-in yet, so set EDDY_ALLOW_REMOTE=1 only behind something that has',
  })

export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly allowedHosts: readonly string[]
  /** The folder that file steps work in, and the one for their undo journals. */
  readonly files: { readonly workspace: string; readonly journal: string }
  /** Steps in flight adapt to how long steps take and how late the event loop is. */
  readonly adaptive: boolean
  /** How many runs may be under way: on this server, and of one workflow on all servers together; undefined: any number. */
  readonly most: { readonly ofServer: number | undefined; readonly ofWorkflow: number | undefined; readonly weights?: ReadonlyMap<string, number> }
  /** The key that secrets are sealed with; a file in the data folder has it when absent. */
  readonly secretKey?: string | undefined
  /** Percent of the steps with an effect that must be taken back before a draft is published. */
  readonly requireCoverage: number
  /** The HTTP API demands a token: where it is said, or where the server can be reached from elsewhere. */
  readonly requireToken: boolean
  /** Requests to the HTTP API a minute for each caller; absent: no limit. */
  readonly apiRate?: number | undefined
  /** Further origins that may call the API, such as a development server's. */
  readonly origins: readonly string[]
  /** Further names that the server is reached by, such as that of its container. */
  readonly names: readonly string[]
  /** How long steps in flight are waited for when the server is told to stop. */
  readonly drainMs: number
  /** How long the server goes on as ever after `/ready` has said that it stops. */
  readonly unreadyMs: number
  /** With less room on its disk the server is not ready. */
  readonly minFreeBytes: number
  /** It shows what is there, and does and changes nothing. */
  readonly readOnly: boolean
  readonly log: LogSettings
  /** Traces are sent; undefined: they are not. */
  readonly traces?: TraceSettings | undefined
  /** How long a server that says nothing counts as alive, where several share a database. */
  readonly leaseMs: number
  /** After how many events a long run has a new snapshot, from which it is taken up. */
  readonly snapshotEvery?: number
  /** Where Restate is, and where it finds this server; absent: the engine in this process drives the runs. */
  readonly restate?: RestateSettings | undefined
  /** The model that plans goals; absent: they are planned by rules alone. */
  readonly model?: GoalModel | undefined
  /** The demo service's port; null when it is off. */
  readonly demoPort: number | null
}

export interface RestateSettings extends RestateUrls {
  /** Ports that Restate calls: for runs, and for steps, which step workers join. */
  readonly endpointPort: number
  readonly gatewayPort: number
  /** The name of this machine for Restate and the workers. */
  readonly advertisedHost: string
  /** What workers must know to be let in. */
  readonly workerKey: string | undefined
  /** Which Eddy this is: those of one version go on with each other's runs in Restate as they are. */
  readonly version: string
}

/** Reads the settings, or throws an Error with all that is wrong with them, a sentence each. Relative folders are the checkout's. */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = Env.safeParse(variables)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  const env = parsed.data
  const dataDir = folder(env.EDDY_DATA)
  return {
    port: env.EDDY_PORT,
    host: env.EDDY_HOST,
    dataDir,
    files: { workspace: env.EDDY_WORKSPACE === undefined ? join(dataDir, 'workspace') : folder(env.EDDY_WORKSPACE), journal: join(dataDir, 'file-journals') },
    databaseUrl: env.DATABASE_URL,
    allowedHosts: list(env.EDDY_ALLOWED_HOSTS),
    adaptive: env.EDDY_ADAPTIVE === 'on',
    most: { ofServer: env.EDDY_MAX_RUNS, ofWorkflow: env.EDDY_MAX_RUNS_PER_WORKFLOW, weights: weightsIn(env.EDDY_WORKFLOW_WEIGHTS) },
    secretKey: env.EDDY_SECRET_KEY,
    requireCoverage: env.EDDY_REQUIRE_COVERAGE,
    requireToken: env.EDDY_REQUIRE_TOKEN === undefined ? !LOOPBACK.has(env.EDDY_HOST) : env.EDDY_REQUIRE_TOKEN === '1',
    apiRate: env.EDDY_API_RATE,
    origins: list(env.EDDY_ORIGINS),
    log: { form: env.EDDY_LOG ?? (variables['NODE_ENV'] === 'production' ? 'json' : 'text'), level: env.EDDY_LOG_LEVEL },
    traces: traceSettings(variables),
    names: list(env.EDDY_NAMES),
    drainMs: env.EDDY_DRAIN_MS,
    unreadyMs: env.EDDY_UNREADY_MS,
    minFreeBytes: env.EDDY_MIN_FREE_MB * 1_000_000,
    readOnly: env.EDDY_READ_ONLY === '1',
    leaseMs: env.EDDY_LEASE_MS,
    snapshotEvery: env.EDDY_SNAPSHOT_EVERY,
    restate: env.EDDY_ENGINE === 'embedded' || env.EDDY_READ_ONLY === '1' ? undefined : restateOf(env),
    model: modelOf(env),
    demoPort: env.EDDY_DEMO === 'off' ? null : env.EDDY_DEMO_PORT,
  }
}

function modelOf({ EDDY_MODEL_URL: url, EDDY_MODEL: name, EDDY_MODEL_KEY: key }: z.infer<typeof Env>): GoalModel | undefined {
  return url === undefined || name === undefined ? undefined : { url, name, key }
}

function restateOf(env: z.infer<typeof Env>): RestateSettings {
  return { ingressUrls: env.EDDY_RESTATE_URL, adminUrls: env.EDDY_RESTATE_ADMIN_URL, endpointPort: env.EDDY_ENDPOINT_PORT, gatewayPort: env.EDDY_GATEWAY_PORT, advertisedHost: env.EDDY_ADVERTISED_HOST, workerKey: env.EDDY_WORKER_KEY, version: env.EDDY_ENGINE_VERSION }
}

function folder(text: string): string {
  return isAbsolute(text) ? text : resolve(root, text)
}

/** A weight of nothing would be never. */
function weightsIn(text: string): ReadonlyMap<string, number> {
  return new Map(list(text).map((part) => part.split('=').map((side) => side.trim())).map(([name = '', weight]) => [name, Math.max(0.001, Number(weight))]))
}

function list(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '')
}
