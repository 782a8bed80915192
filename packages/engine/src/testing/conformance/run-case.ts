import type { RunEvent } from '../../event/event.ts'
import type { TaskWord } from '../../host/task-word.ts'
import type { Clock } from '../../port/ports.ts'
import type { ConformanceAction, ConformanceCase } from './conformance-case.ts'
import type { ConformanceHost, HostedRun } from './conformance-host.ts'
import { judgePreview, judgeRun } from './judge-run.ts'
import { eventLine } from './match-lines.ts'
import { ScriptedWorld } from './scripted-world.ts'

export interface RunCaseOptions {
  /** The process dies when it has stored the event of this number. */
  readonly dieAt?: number
  /** How long each wait may take; 10 s unless said otherwise. */
  readonly patienceMs?: number
}

/** Runs a case on a host. Resolves with what went wrong, in words; with nothing when the host conforms. Never rejects. */
export async function runCase(host: ConformanceHost, conformanceCase: ConformanceCase, options: RunCaseOptions = {}): Promise<string[]> {
  const { failures } = await perform(host, conformanceCase, options)
  return [...failures]
}

/**
 * Runs a case that survives deaths once for each event of its log: the process dies when it has stored that event, and another takes
 * the run up. All at once, since runs do not touch each other.
 */
export async function runDeaths(host: ConformanceHost, conformanceCase: ConformanceCase, options: Pick<RunCaseOptions, 'patienceMs'> = {}): Promise<string[]> {
  const whole = await perform(host, conformanceCase, options)
  const deaths = whole.lines.map(async (line, index) => {
    const { failures } = await perform(host, conformanceCase, { ...options, dieAt: index + 1 })
    return failures.map((failure) => `dead at event ${index + 1}, ${line}: ${failure}`)
  })
  return [...whole.failures, ...(await Promise.all(deaths)).flat()]
}

interface Performed {
  readonly failures: readonly string[]
  /** The events that were stored. */
  readonly lines: readonly string[]
}

async function perform(host: ConformanceHost, conformanceCase: ConformanceCase, { dieAt, patienceMs = 60_000 }: RunCaseOptions): Promise<Performed> {
  const world = new ScriptedWorld(conformanceCase, host.clock)
  const stored = new StoredEvents()
  const { lines } = stored
  const within = <T>(what: string, promise: Promise<T>) => withPatience(promise, { what, clock: host.clock, ms: patienceMs })
  let run: HostedRun | undefined
  try {
    run = await within('the start', host.start(conformanceCase, { world, onStored: (events) => stored.take(events), ...(dieAt === undefined ? {} : { dieAt }) }))
    const failures: string[] = []
    for (const action of conformanceCase.actions ?? []) {
      if (action.at === 'settled') await within('the rest', run.settled())
      else if (action.at !== 'begin') await within(`"${action.at}"`, stored.reaches(action.at))
      failures.push(...(await misjudged(conformanceCase, run, action)), ...(await act(run, action)))
    }
    const result = await within('the end', run.settled())
    const events = await run.events()
    return { lines, failures: [...failures, ...judgeRun(conformanceCase, { result, events, world, died: dieAt !== undefined })] }
  } catch (error) {
    return { lines, failures: [`${messageOf(error)}; stored so far: ${lines.join(', ')}`] }
  } finally {
    await run?.close().catch(() => undefined)
  }
}

/** Where what is told of a cancel beforehand is not what was expected. */
async function misjudged(conformanceCase: ConformanceCase, run: HostedRun, action: ConformanceAction): Promise<readonly string[]> {
  return action.do === 'cancel' && action.preview !== undefined ? judgePreview(conformanceCase, action.preview, await run.events()) : []
}

/** Asks the run for something; answers with what is wrong about its refusal, or about there being none. */
async function act(run: HostedRun, action: ConformanceAction): Promise<readonly string[]> {
  const { do: what, refused } = action
  try {
    await ask(run, action)
    return refused === undefined ? [] : [`${what} was not refused`]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    if (code === refused) return []
    return [`${what} was refused: ${code}, ${messageOf(error)}`]
  }
}

async function ask(run: HostedRun, action: ConformanceAction): Promise<void> {
  if (isSaid(action)) return void (await run.task(wordOf(action, await run.events())))
  switch (action.do) {
    case 'crash':
      return run.crash()
    case 'release':
      return run.release()
    case 'resume':
      return run.resume(present({ payload: action.payload, resolution: action.resolution }))
    case 'cancel':
      return run.cancel(present({ rollback: action.rollback }))
    case 'halt':
      return run.halt()
    case 'retryNow':
      return run.retryNow(action.step)
    case 'signal':
      await run.signal({ name: action.name, payload: action.payload, ...present({ correlation: action.correlation }) })
      return
    case 'undo':
      return run.undo()
    case 'resolveUndo':
      return run.resolveUndo(action.resolution)
    case 'adapt':
      return run.adapt({ hash: 'v2', document: { eddy: 1, name: 'conformance', ...action.document } })
  }
}

function isSaid(action: ConformanceAction): action is Said {
  return action.do === 'claim' || action.do === 'heartbeat' || action.do === 'giveBack' || action.do === 'complete'
}

type Said = Extract<ConformanceAction, { readonly do: 'claim' | 'heartbeat' | 'giveBack' | 'complete' }>

/** What a worker outside says, with the numbers that it was told. */
function wordOf(said: Said, events: readonly RunEvent[]): TaskWord {
  const task = events.findLast(({ type, step }) => type === 'task.offered' && step === said.step)?.seq ?? 0
  if (said.do === 'claim') return { say: 'claim', task, worker: said.worker }
  const claims = events.filter((event) => event.type === 'task.claimed' && event.data.task === task)
  const fence = said.fence ?? claims.length
  if (said.do === 'complete') return { say: 'complete', task, fence, outcome: said.outcome }
  return { say: said.do === 'giveBack' ? 'release' : 'heartbeat', task, fence }
}

/** The fields that are there. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** The log as it is stored; each wait looks behind what the one before has found. */
class StoredEvents {
  readonly lines: string[] = []
  #from = 0
  #wanted: { readonly line: string; readonly resolve: () => void } | undefined

  take(events: readonly RunEvent[]): void {
    this.lines.push(...events.map(eventLine))
    this.#look()
  }

  reaches(line: string): Promise<void> {
    return new Promise((resolve) => {
      this.#wanted = { line, resolve }
      this.#look()
    })
  }

  #look(): void {
    if (!this.#wanted) return
    const at = this.lines.indexOf(this.#wanted.line, this.#from)
    if (at === -1) return
    this.#from = at + 1
    this.#wanted.resolve()
    this.#wanted = undefined
  }
}

interface Patience {
  readonly what: string
  readonly clock: Clock
  readonly ms: number
}

async function withPatience<T>(promise: Promise<T>, { what, clock, ms }: Patience): Promise<T> {
  let cancel = () => {}
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.at(clock.now() + ms, () => reject(new Error(`${what} did not come within ${ms} ms`)))
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    cancel()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
