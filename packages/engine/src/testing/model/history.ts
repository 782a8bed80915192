import type { Json } from '@eddy/workflow'
import type { EventOf, EventType, RunEvent } from '../../event/event.ts'
import { containsFailures, isContainer, needsOf, type Definition, type Definitions } from './definitions.ts'

/** One life of a step, from `step.ready` on. A path has several when its container is tried again, or when a step takes over its emitter's name. */
export interface Life {
  readonly path: string
  readonly definition: Definition
  /** The life of the container around it, and which of that container's starts it belongs to. */
  readonly parent: Life | null
  readonly parentStart: number
  /** The scope that it stands in: `` at the top, `g`, `m[2]`. */
  readonly scope: string
  readonly events: RunEvent[]
  readonly readyAt: number
  starts: number
}

/** A scope whose steps may not start any more: the run's own, the failure lane's, or one start of a container that contains its failure. */
export interface Closed {
  readonly owner: Life | null
  readonly start: number
  readonly scope: string
  readonly lane: Definition['lane']
  readonly seq: number
  readonly why: 'failure' | 'cancelled' | 'lost' | 'again'
}

/** A step that another waits for, by name; undefined where nothing answers to it. */
export interface Need {
  readonly name: string
  readonly life: Life | undefined
}

/** A log, read slowly: who lived when, and what was closed when. Nothing of it comes from the engine's own fold. */
export class History {
  readonly lives: Life[] = []
  readonly closed: Closed[] = []
  readonly problems: string[] = []
  readonly #definitions: Definitions
  readonly #lifeOf = new Map<RunEvent, Life>()

  constructor(readonly events: readonly RunEvent[], definitions: Definitions) {
    this.#definitions = definitions
    for (const event of events) this.#take(event)
  }

  lifeOf(event: RunEvent): Life | undefined {
    return this.#lifeOf.get(event)
  }

  /** The newest life at a path before `seq`. */
  at(path: string, seq = Infinity): Life | undefined {
    return this.lives.findLast((life) => life.path === path && life.readyAt < seq)
  }

  /** What a name means for a step: in its own scope or one around it, never across a composed workflow's border. */
  resolve(life: Life, name: string, seq = Infinity): Life | undefined {
    for (let at: Life | null = life; at !== null; at = at.definition.composed ? null : at.parent) {
      const { parent, parentStart, scope } = at
      const found = this.lives.findLast((other) => other.path === join(scope, name) && other.parent === parent && other.parentStart === parentStart && other.readyAt < seq)
      if (found) return found
    }
    return undefined
  }

  /** The lives inside one start of a container. */
  inside(owner: Life, start = owner.starts, scope?: string): readonly Life[] {
    return this.lives.filter((life) => life.parent === owner && life.parentStart === start && (scope === undefined || life.scope === scope))
  }

  isWithin(life: Life, closed: Closed): boolean {
    for (let at: Life | null = life; at !== null; at = at.parent) {
      if (at.parent === closed.owner && at.parentStart === closed.start && at.scope === closed.scope && at.definition.lane === closed.lane) return true
    }
    return false
  }

  ofType<T extends EventType>(type: T): readonly EventOf<T>[] {
    // the type says which event it is
    return this.events.filter((event) => event.type === type) as unknown as readonly EventOf<T>[]
  }

  #take(event: RunEvent): void {
    if (event.type === 'run.cancelled' || event.type === 'run.timed_out') this.#close({ owner: null, start: 0, scope: '', lane: 'forward', seq: event.seq, why: event.type === 'run.cancelled' ? 'cancelled' : 'failure' })
    if (event.type === 'rollback.started' && event.data.scope !== undefined) this.#noteLost(event.data.scope, event)
    if (event.step === undefined) return
    if (event.type === 'step.ready') this.#begin(event.step, event)
    const life = event.type.startsWith('undo.') ? this.#undoing(event) : this.at(event.step, event.seq + 1)
    if (life) this.#note(life, event)
    else this.problems.push(`${say(event)}: of a step that was never ready`)
  }

  #note(life: Life, event: RunEvent): void {
    life.events.push(event)
    this.#lifeOf.set(event, life)
    if (event.type === 'step.started') life.starts++
    if (event.type === 'steps.emitted' && event.data.steps) this.#definitions.emitted(event.data.steps, life.definition)
    if (failsForGood(event)) this.#failed(life, event.seq)
  }

  #begin(path: string, event: RunEvent): void {
    const { scope, name } = split(path)
    const definition = this.#definitions.get(name)
    const parent = scope === '' ? null : (this.at(scope.replace(/\[\d+\]$/, ''), event.seq) ?? null)
    if (!definition || (parent === null) !== (scope === '')) return void this.problems.push(`${say(event)}: there is no such step`)
    this.lives.push({ path, definition, parent, parentStart: parent?.starts ?? 0, scope, events: [], readyAt: event.seq, starts: 0 })
  }

  /** Which life an undo is of: the newest of that attempt that has a value and is not undone. */
  #undoing(event: RunEvent): Life | undefined {
    const ofPath = this.lives.filter((life) => life.path === event.step)
    const undoable = ofPath.filter((life) => settledAt(life) !== undefined && lastAttempt(life) === event.attempt && !life.events.some(({ type }) => type === 'undo.succeeded'))
    return undoable.at(-1) ?? ofPath.at(-1)
  }

  #failed(life: Life, seq: number): void {
    for (let at: Life | null = life; at !== null; at = at.parent) {
      const { parent, parentStart, scope, definition } = at
      if (this.closed.some((closed) => this.isWithin(life, closed))) return
      if (parent === null || containsFailures(parent.definition)) return this.#close({ owner: parent, start: parentStart, scope, lane: definition.lane, seq, why: 'failure' })
    }
  }

  /** A branch that has lost its race is taken down without a failure of its own, and so are the rounds and elements beside the one for which their container is judged (U6). */
  #noteLost(scope: string, event: RunEvent): void {
    const owner = this.at(scope.replace(/\[\d+\]$/, ''), event.seq)
    const known = this.closed.some((closed) => closed.scope === scope && closed.owner === owner && closed.start === owner?.starts)
    if (known) return
    const isJudged = owner !== undefined && this.#isJudgedAt(owner, event.seq)
    if (owner === undefined || (owner.definition.step.kind !== 'race' && !isJudged)) return void this.problems.push(`${say(event)}: of the scope "${scope}", in which nothing has failed`)
    this.#close({ owner, start: owner.starts, scope, lane: owner.definition.lane, seq: event.seq, why: isJudged ? 'again' : 'lost' })
  }

  /** Whether what comes next of the container, or came last, is the end of one of its attempts. */
  #isJudgedAt(owner: Life, seq: number): boolean {
    const of = this.events.filter(({ step, type }) => step === owner.path && !type.startsWith('timer.'))
    const [last, next] = [of.findLast((event) => event.seq < seq), of.find((event) => event.seq > seq)]
    return [last, next].some((event) => event !== undefined && /^(step\.(failed|halted|retrying)|compensation\.retrying)$/.test(event.type))
  }

  #close(closed: Closed): void {
    this.closed.push(closed)
  }
}

/** The step has no value and gets none: not merely until its handler has been asked. */
function failsForGood(event: RunEvent): boolean {
  if (event.type === 'step.failed') return !event.data.compensate
  // what halts is for a person
  return (event.type === 'compensation.failed' || event.type === 'compensation.completed') && !event.data.halts
}

export function failedAt(life: Life): number | undefined {
  return life.events.findLast(failsForGood)?.seq
}

function isSettling({ type }: RunEvent): boolean {
  return type === 'step.succeeded' || type === 'step.skipped' || type === 'compensation.continued'
}

/** When it got its value, and the value. */
export function settling(life: Life): EventOf<'step.succeeded' | 'step.skipped' | 'compensation.continued'> | undefined {
  // filtered by these types
  return life.events.find(isSettling) as EventOf<'step.succeeded'> | undefined
}

export function settledAt(life: Life): number | undefined {
  return settling(life)?.seq
}

export function valueOf(life: Life | undefined): Json {
  return (life && settling(life)?.data.value) ?? null
}

/** It has brought a step of its own name, which stands for it from then on. */
export function isRetired(life: Life): boolean {
  const emitted = life.events.findLast((event) => event.type === 'steps.emitted')
  if (emitted?.type !== 'steps.emitted' || !emitted.data.steps?.some((step) => step.name === life.definition.step.name)) return false
  // an attempt that was broken off has emitted nothing
  return !life.events.some((event) => event.type === 'step.interrupted' && event.seq > emitted.seq)
}

function lastAttempt(life: Life): number | undefined {
  return life.events.findLast((event) => event.type === 'step.started')?.attempt ?? settling(life)?.attempt
}

/** All that a life waits for, resolved as of `seq`; names that nothing answers to are undefined. */
export function needed(history: History, life: Life, seq: number): readonly Need[] {
  return needsOf(life.definition).map((name) => ({ name, life: history.resolve(life, name, seq) }))
}

export function isLeaf(life: Life): boolean {
  return !isContainer(life.definition) && !life.definition.step.kind.startsWith('wait.')
}

export function split(path: string): { readonly scope: string; readonly name: string } {
  const dot = path.lastIndexOf('.')
  return dot === -1 ? { scope: '', name: path } : { scope: path.slice(0, dot), name: path.slice(dot + 1) }
}

function join(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`
}

export function say(event: RunEvent): string {
  return `#${event.seq} ${event.type}${event.step === undefined ? '' : ` ${event.step}`}`
}
