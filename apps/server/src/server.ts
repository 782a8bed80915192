import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDemo, type Demo } from '@eddy/demo'
import { adaptiveConcurrency, eventLoopLag, memoryCacheStore, metrics, resultCache } from '@eddy/middleware'
import type { Middleware } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { joinCluster } from './cluster/cluster.ts'
import { createStoredCoordination } from './coordination/stored-coordination.ts'
import { StoredClaims } from './coordination/stored-claims.ts'
import { tellAddress } from './db/folder-lock.ts'
import { openDatabase, type Database } from './db/index.ts'
import { lookAtDatabase } from './doctor/look-at-database.ts'
import { SharedGates } from './gate/shared-gates.ts'
import { reachOf } from './distributed/reach-restate.ts'
import { Readiness } from './health/readiness.ts'
import { SlowWrites } from './health/slow-writes.ts'
import type { Settings } from './env.ts'
import type { Log } from './log/create-log.ts'
import { buildApp } from './http/app.ts'
import { beside, queueOf } from './queue/queue-of.ts'
import { ServerMetrics } from './metric/server-metrics.ts'
import { chooseEngine, drivesOf } from './run/choose-engine.ts'
import { RunHost } from './run/run-host.ts'
import { steadyClock } from './run/steady-clock.ts'
import type { HandedOver } from './run/hand-over.ts'
import { environmentSecrets } from './secret/environment-secrets.ts'
import { readSecretKey } from './secret/secret-key.ts'
import { createSecretStore } from './secret/secret-store.ts'
import { shipTemplates } from './library/ship-templates.ts'
import { requestKey } from './api/request-key.ts'
import { bundleKey } from './library/bundle-key.ts'
import { createInbox } from './shared/inbox.ts'
import { coverageReached } from './expectation/coverage-reached.ts'
import { expectationsMet } from './expectation/expectations-met.ts'
import { createWorkflowDesk } from './workflow/workflow-desk.ts'
import { createStoredState } from './shared/keyed-state.ts'
import { TriggerHost } from './trigger/trigger-host.ts'
import { watchRuns } from './trace/watch-runs.ts'
import { CleanUp } from './storage/clean-up.ts'

export interface Server {
  readonly url: string
  readonly recovered: number
  readonly demoUrl: string | null
  /** Begins nothing more and waits for what is in flight; `close` afterwards leaves nothing in doubt that was calm. */
  drain(limitMs: number): Promise<HandedOver>
  close(): Promise<void>
}

/** Starts everything, in the order in which it needs each other; what has started is closed again when the rest cannot. */
export async function startServer(settings: Settings, { log }: { readonly log?: Log } = {}): Promise<Server> {
  const closing: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end()
  }
  try {
    const db = await openDatabase({ url: settings.databaseUrl, dir: settings.dataDir })
    closing.push(() => db.close())
    const demo = settings.demoPort === null ? null : await startDemoSomewhere(settings.demoPort)
    if (demo) closing.push(() => demo.close())
    const allowedHosts = [...settings.allowedHosts, ...(demo ? [new URL(demo.url).host] : [])]
    await Promise.all([mkdir(settings.files.workspace, { recursive: true }), mkdir(settings.files.journal, { recursive: true })])
    let runs: RunHost | undefined
    let triggers: TriggerHost | undefined
    const claims = new StoredClaims(db)
    const cluster = await joinCluster(db, settings.leaseMs, drivesOf(settings))
    closing.push(() => cluster.leave())
    const gates = new SharedGates({ db, bus: cluster.bus, serverId: cluster.serverId, clock: steadyClock, lookMs: settings.leaseMs, alone: db.kind === 'embedded' })
    closing.push(() => gates.close())
    const watching = await watchRuns({ traces: settings.traces, serverId: cluster.serverId, log })
    closing.push(() => watching.close())
    const executor = createExecutor({ ...watching.executor, outsideWorkers: true, gates: gates.ofRequests, http: { allowedHosts }, files: settings.files, keyedState: createStoredState(db), notify: createInbox(db, () => must(runs).questions.changed()), coordination: createStoredCoordination(db, claims), sendSignal: async (signal) => {
      const sent = await must(runs).signals.send(signal)
      triggers?.heard()
      return sent
    }, workflows: createWorkflowDesk({ db, runs: () => must(runs), gates: [expectationsMet, coverageReached(settings.requireCoverage ?? 0)], ...watching.desk }) })
    const evaluator = createEvaluator()
    const secretKey = readSecretKey({ given: settings.secretKey, dataDir: settings.dataDir })
    const secrets = createSecretStore({ db, key: secretKey, environment: environmentSecrets(process.env), bus: cluster.bus })
    closing.push(() => Promise.all([executor.close(), evaluator.close()]))
    const measured = metrics()
    const queue = queueOf(db, settings.most)
    closing.push(async () => queue?.close())
    const middleware = [...beside(queue), ...watching.middleware, measured, claims.middleware, ...adapting(settings), resultCache({ store: memoryCacheStore(), evaluator, now: () => performance.now() })]
    const slowWrites = new SlowWrites({ say: (level, text) => console[level](text) })
    const restate = reachOf(settings.restate)
    const readiness = new Readiness({ db, dataDir: settings.dataDir, minFreeBytes: settings.minFreeBytes, trouble: () => must(runs).store.trouble, slow: () => slowWrites.sentence, restate })
    const serverMetrics = new ServerMetrics({ db, serverId: cluster.serverId, dataDir: settings.dataDir, held: () => must(runs).held, draining: () => readiness.draining, spans: watching.spans, restate })
    closing.push(async () => serverMetrics.close())
    const committed = (events: number, ms: number | undefined) => {
      serverMetrics.committed(events, ms)
      if (ms !== undefined) slowWrites.noted(ms)
    }
    const chosen = await chooseEngine(settings, { db, serverId: cluster.serverId, executor, allowedHosts, runs: () => must(runs) })
    runs = new RunHost({ db, ...chosen.host, executor, evaluator, secrets, fileJournals: settings.files.journal, middleware, queue, cluster, gates, ...watching.host, onCommit: committed, snapshots: { every: settings.snapshotEvery, onFate: serverMetrics.snapshot }, onTakenUp: () => claims.reconcile(), lookMs: settings.leaseMs, readOnly: settings.readOnly })
    const host = runs
    closing.push(() => host.close())
    closing.push(() => chosen.close())
    await chosen.open()
    cluster.onBeat(async (lapsed) => {
      await host.beat(lapsed)
      await chosen.beat()
    })
    triggers = new TriggerHost({ db, runs: host, evaluator, secrets, workspace: settings.files.workspace })
    const firing = triggers
    closing.push(() => firing.close())
    const cleanUp = new CleanUp(db, gates)
    closing.push(() => cleanUp.close())
    const app = await buildApp({ db, readOnly: settings.readOnly, readiness, serverMetrics, home: { dataDir: settings.dataDir, folders: settings.files }, doctor: () => lookAtDatabase(db, { leaseMs: settings.leaseMs, keyId: secretKey.id }), runs: host, cleanUp, demoUrl: demo?.url ?? null, workspace: settings.files.workspace, allowedHosts, requireCoverage: settings.requireCoverage, metrics: measured, secrets, claims, triggers: firing, agents: executor.agents, model: settings.model, signing: bundleKey(secretKey), bus: cluster.bus }, { host: settings.host, origins: settings.origins, names: settings.names, requireToken: settings.requireToken, ...(settings.apiRate === undefined ? {} : { apiRate: settings.apiRate }), requestKey: requestKey(secretKey) })
    closing.push(() => app.close())
    await app.listen({ host: settings.host, port: settings.port })
    const recovered = await host.recover()
    closing.push(await beginByItself(settings, { db, firing, cleanUp }))
    tellAddress(settings.dataDir, localAddress(app.listeningOrigin))
    const drain = async (limitMs: number) => {
      readiness.draining = true
      // who goes by `/ready` hears of it only when asking the next time
      await sleep(settings.unreadyMs)
      await firing.close()
      return host.drain(limitMs)
    }
    return { url: app.listeningOrigin, recovered, demoUrl: demo?.url ?? null, drain, close }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}

function adapting({ adaptive }: Settings): readonly Middleware[] {
  return adaptive ? [adaptiveConcurrency({ min: 1, max: 256, lag: eventLoopLag() })] : []
}

/** Steps run only once there is a host for their runs. */
function must(runs: RunHost | undefined): RunHost {
  if (!runs) throw new Error('the host of runs has not started')
  return runs
}

/** On its own port, so that workflows find it again; on any other when that is taken. */
async function startDemoSomewhere(port: number): Promise<Demo> {
  try {
    return await startDemo({ port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return startDemo({ port: 0 })
  }
}

/** What nobody has asked for. Returns what waits for the part of it that does not last. */
async function beginByItself({ readOnly }: Settings, { db, firing, cleanUp }: { readonly db: Database; readonly firing: TriggerHost; readonly cleanUp: CleanUp }): Promise<() => Promise<unknown>> {
  if (readOnly) return async () => undefined
  cleanUp.start()
  const shipping = shipTemplates(db).catch((error: unknown) => console.error(`The shipped templates could not be brought into the library: ${error instanceof Error ? error.message : String(error)}`))
  await firing.start()
  return () => shipping
}

/** For who is on this machine: one that listens everywhere is reached here. */
function localAddress(origin: string): string {
  return origin.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}
