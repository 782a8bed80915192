import { KnownSecrets, type Evaluator, type Gates, type Middleware, type Ports, type Secrets, type StepExecutor, type StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { stepCall } from '../step/step-call.ts'
import type { HostedClock } from './hosted-clock.ts'
import type { Place, Stop } from './question.ts'
import type { Questions } from './questions.ts'
import { seededIds } from './seeded-ids.ts'

export interface HostedPortsOptions {
  readonly ports: Ports
  readonly questions: Questions
  readonly clock: HostedClock
  readonly gates: Gates | undefined
  readonly seed: string
  readonly placeOf: (request: StepRequest) => Place
  readonly append: Ports['journal']['append']
}

/** The ports that the engine gets here: everything that comes from outside is the answer to a question, and journaled by Restate. */
export function hostedPorts(options: HostedPortsOptions): Ports {
  const { ports, questions, clock, gates, seed, append } = options
  const secrets = ports.secrets === undefined ? undefined : new KnownSecrets(ports.secrets)
  const executor = secrets === undefined ? ports.executor : secrets.behind(ports.executor)
  return {
    journal: { append, flushed: () => undefined },
    clock,
    ids: seededIds(seed),
    executor: askingExecutor(options, executor),
    evaluator: askingEvaluator(ports.evaluator, questions),
    ...(secrets === undefined ? {} : { secrets: askingSecrets(secrets, questions) }),
    ...(gates === undefined ? {} : { gates }),
    ...(ports.middleware === undefined ? {} : { middleware: ports.middleware.map((one) => askingMiddleware(one, questions)) }),
  }
}

function askingExecutor({ questions, placeOf }: HostedPortsOptions, executor: StepExecutor): StepExecutor {
  return {
    // what is no outcome must reach the engine as it is
    execute: (request) => {
      const place = hasSecrets(request) ? 'effect' : placeOf(request)
      const doubtful = place !== 'here' && request.purpose === 'run'
      const call = stepCall(request, doubtful)
      const work = (signal: Stop) => executor.execute({ ...call, signal, publicArguments: () => request.publicArguments?.() ?? request.arguments })
      const onStop = (stop: () => void) => request.signal.addEventListener('abort', stop)
      return questions.ask({ place, label: `${request.purpose} ${request.path}`, work, call, step: true, onStop }) as ReturnType<StepExecutor['execute']>
    },
    ...(executor.openStream === undefined ? {} : { openStream: askingStreams(executor.openStream.bind(executor), questions) }),
  }
}

/** Secrets never leave the process: not even for Restate's journal. */
function hasSecrets(request: StepRequest): boolean {
  const { arguments: args } = request
  const shown = request.publicArguments?.() ?? args
  return shown !== args && JSON.stringify(shown) !== JSON.stringify(args)
}

type OpenStream = NonNullable<StepExecutor['openStream']>

/** Elements are pulled one by one; the real stream is opened, behind what was pulled before, when the first is asked for in this process. */
function askingStreams(open: OpenStream, questions: Questions): OpenStream {
  return (reference, { runId, skip }) => {
    let pulled = skip
    let real: AsyncIterator<Json> | undefined
    const pull = async (at: number) => {
      real ??= open(reference, { runId, skip: at })
      const next = await real.next()
      return next.done ? { done: true } : { done: false, value: next.value ?? null }
    }
    return {
      async next() {
        const at = pulled
        // made by `pull`
        const next = (await questions.ask({ place: 'here', label: 'pull', work: () => pull(at) })) as { readonly done: true } | { readonly done: false; readonly value: Json }
        if (next.done) return { done: true, value: undefined }
        pulled++
        return next
      },
      async return() {
        await real?.return?.()
        return { done: true, value: undefined }
      },
    }
  }
}

/** What can be told at once is the same whenever it is asked. */
function askingEvaluator(evaluator: Evaluator, questions: Questions): Evaluator {
  return {
    faults: (schema, value) => evaluator.faults?.(schema, value) ?? [],
    evaluate(expr, root, context) {
      const value = evaluator.evaluate(expr, root, context)
      if (!(value instanceof Promise)) return value
      // on a way that was gone before nobody waits for it
      value.catch(() => undefined)
      return questions.ask({ place: 'here', label: 'evaluate', work: () => value }) as Promise<Json>
    },
  }
}

/** Whether there is such a secret is journaled; what it is stays in memory. */
function askingSecrets(secrets: KnownSecrets, questions: Questions): Secrets {
  const known = new Map<string, Json | undefined>()
  const fetch = async (name: string) => known.set(name, await secrets.get(name)).get(name)
  return {
    async get(name) {
      const found = await questions.ask({ place: 'here', label: 'secret', work: async () => (await fetch(name)) !== undefined, prepare: async () => void (known.has(name) || (await fetch(name))) })
      return found === true ? (known.get(name) ?? null) : undefined
    },
  }
}

/** What watches is told when events are stored, once each; what decides is asked, once. */
function askingMiddleware(one: Middleware, questions: Questions): Middleware {
  const { name } = one
  const init: Middleware['init'] = async (run) => ((await questions.ask({ place: 'here', label: `init ${name}`, work: async () => (await one.init?.(run)) ?? null })) ?? undefined) as Awaited<ReturnType<NonNullable<Middleware['init']>>>
  const complete: Middleware['complete'] = async (value, run) => ((await questions.ask({ place: 'here', label: `complete ${name}`, work: async () => ({ value: (await one.complete?.(value, run)) ?? value }) })) as { readonly value: Json }).value
  return {
    name,
    ...(one.init === undefined ? {} : { init }),
    ...(one.complete === undefined ? {} : { complete }),
    ...(one.limit === undefined ? {} : { limit: (run) => one.limit?.(run) ?? Infinity }),
    ...(one.execute === undefined ? {} : { execute: (request, next) => one.execute?.(request, next) ?? next() }),
  }
}
