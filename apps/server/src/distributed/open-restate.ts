import { HostedRun, openEndpoint, openStepGateway, register, RestateEngine, RestateSilent, stepService } from '@eddy/distributed'
import type { RunHandle, StepExecutor } from '@eddy/engine'
import type { RestateSettings } from '../env.ts'
import { Refusal } from '../refusal.ts'
import type { RunEngine } from '../run/run-engine.ts'
import { performOrder } from '../run/run-order.ts'
import type { RunHost } from '../run/run-host.ts'
import { asJson, orderMail } from './order-mail.ts'
import { placeOf } from './place-of.ts'
import { portsForHosting } from './hosted-ports.ts'

export interface OpenRestateOptions {
  readonly settings: RestateSettings
  readonly host: string
  readonly executor: StepExecutor
  readonly runs: () => Pick<RunHost, 'bring' | 'store' | 'sayStandsStill' | 'forgetStandstills'>
  /** What workers are told. */
  readonly workerSettings: object
}

export interface RestateConnection {
  readonly engine: RunEngine
  /** Tells Restate where to call. The host of runs must be there. */
  open(): Promise<void>
  /** No more calls: Restate keeps them for whoever comes. */
  close(): Promise<void>
}

/** Puts the runs of this server into Restate's hands, and offers it what it calls: the runs, and a gateway to the step workers. */
export function openRestate({ settings, host, executor, runs, workerSettings }: OpenRestateOptions): RestateConnection {
  const { version } = settings
  const restate = new RestateEngine({ ...settings, orders: orderMail, load: async (runId) => hosted(await runs().bring(runId)), readLog: (runId) => runs().store.readLog(runId), onStandstill: (runId, why) => runs().sayStandsStill(runId, why) })
  const closing: (() => Promise<void>)[] = []
  const place = (ports: { readonly executor: StepExecutor }) => (ports.executor === executor ? placeOf : () => 'effect' as const)
  const engine: RunEngine = {
    watchful: true,
    start: (options) => restate.start({ ...options, ports: portsForHosting(options.ports), placeOf: place(options.ports) }),
    recover: (options) => restate.recover({ ...options, ports: portsForHosting(options.ports), placeOf: place(options.ports) }),
    perform: (handle, order) => (order.verb === 'preview-cancel' ? performOrder(handle, order) : hosted(handle).ask(asJson(order)).catch(sayUnheard)),
  }
  return {
    engine,
    async open() {
      // what this version cannot go on with either says so anew
      await runs().forgetStandstills()
      const steps = await openEndpoint({ services: [stepService({ version, executorOf: () => executor })] })
      closing.push(() => steps.close())
      const gateway = await openStepGateway({ host, port: settings.gatewayPort, fallback: `http://127.0.0.1:${steps.port}`, version, settings: workerSettings, key: settings.workerKey, onChange: (workers) => console.log(workers.length === 0 ? 'No step workers: this server carries out the steps' : `Step workers: ${workers.join(', ')}`) })
      closing.push(() => gateway.close())
      const endpoint = await openEndpoint({ services: [restate.workflow], host, port: settings.endpointPort })
      closing.push(() => endpoint.close())
      await register(settings.adminUrls, `http://${settings.advertisedHost}:${endpoint.port}`)
      await register(settings.adminUrls, `http://${settings.advertisedHost}:${gateway.port}`)
    },
    async close() {
      restate.close()
      for (const end of closing.splice(0).toReversed()) await end()
    },
  }
}

/** Restate does what it has taken in, however late: nobody can say that nothing will be done. */
function sayUnheard(error: unknown): never {
  if (!(error instanceof RestateSilent)) throw error
  throw new Refusal('OWNER_SILENT', 'Restate, which has this run in hand, does not answer, or the run stands still there. This may yet be done once it goes on: look at the run before you try again.')
}

/** With this engine all runs are such. */
function hosted(handle: RunHandle): HostedRun {
  if (!(handle instanceof HostedRun)) throw new Error(`the run ${handle.runId} is not in the hands of Restate`)
  return handle
}
