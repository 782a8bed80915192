import { setImmediate as turn } from 'node:timers/promises'
import type * as Restate from '@restatedev/restate-sdk'
import { recoverRun, runResult, startRun, type RunEvent, type RunHandle } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { interrupted } from '../step/interrupted.ts'
import { plain } from '../step/plain.ts'
import type { StepCall } from '../step/step-call.ts'
import { chain } from './chain.ts'
import { HostedClock } from './hosted-clock.ts'
import { HostedGates } from './hosted-gates.ts'
import { hostedPorts } from './hosted-ports.ts'
import type { HostedRun } from './hosted-run.ts'
import { isResting } from './is-resting.ts'
import type { OrderAnswer, OrderTaken } from './order.ts'
import type { Part } from './part.ts'
import type { ProcessMemory } from './process-memory.ts'
import type { Answered, Question } from './question.ts'
import { Questions } from './questions.ts'
import { restate } from '../sdk.ts'

/** What the run has waited for. */
type Woken =
  | { readonly kind: 'answer'; readonly id: number; readonly done: Omit<Answered, 'id'> }
  | { readonly kind: 'alarm' }
  | { readonly kind: 'order'; readonly taken: OrderTaken }
  | { readonly kind: 'cancelled' }

/** Only step-service.ts answers. */
const JSON_SERDE = restate.serde.json as Restate.Serde<StepCall> & Restate.Serde<Omit<Answered, 'id'>>

type Awaited = Restate.RestatePromise<Woken>

/**
 * One way through a part of a run: the first, or again after a process has died, when Restate answers from its journal until the journal ends.
 * Each turn:
 * 1. what the core has recorded is stored;
 * 2. what it asks for is begun: steps as calls to workers, effects as journaled actions, timers as durable sleeps;
 * 3. what is cheap and repeatable is answered here, as many as follow from each other, in one entry of the journal;
 * 4. otherwise it waits for the first that comes, and gives it to the core.
 *
 * Invariant: the core learns nothing that is not in Restate's journal, in its order. So it decides the same when it goes this way again.
 */
export class Attempt {
  readonly #run: HostedRun
  readonly #ctx: Restate.WorkflowContext & Restate.internal.ContextInternal
  readonly #part: Part
  /** Of the process that this attempt began in: a later attempt may have another. */
  readonly #memory: ProcessMemory
  readonly #clock: HostedClock
  readonly #questions: Questions
  readonly #gates: HostedGates | undefined
  /** Recorded by the core, not yet given away: it follows from what may not be in the journal yet. */
  readonly #recorded: RunEvent[] = []
  readonly #waiting = new Map<string, Awaited>()
  readonly #calls = new Map<number, Restate.InvocationPromise<Omit<Answered, 'id'>>>()
  readonly #stopping: Question[] = []
  #handle: RunHandle | undefined
  /** The run could not begin, or cannot go on. */
  #broken: { readonly error: unknown } | undefined
  #orders = 0
  #appended: number
  #alarmAt: number | undefined
  /** Events that were stored when this attempt began: what had begun by then may have done something. */
  #storedBefore = 0

  constructor(run: HostedRun, ctx: Restate.WorkflowContext, part: Part) {
    this.#run = run
    this.#memory = run.memory
    // the SDK's own type for what `explicitCancellation` adds
    this.#ctx = ctx as Restate.WorkflowContext & Restate.internal.ContextInternal
    this.#part = part
    this.#appended = part.base
    this.#clock = new HostedClock(part.at)
    this.#questions = new Questions(() => Math.max(this.#appended, this.#handle?.state.seq ?? 0), (question) => this.#stop(question))
    const { gates } = run.options.ports
    this.#gates = gates && new HostedGates({ gates, questions: this.#questions, memory: run.memory, goesAgain: !this.#ctx.isProcessing() || run.told > 0 })
  }

  /** Resolves when the part is over, and everything of it is stored. */
  async perform(): Promise<void> {
    await this.#begin()
    for (;;) {
      await turn()
      // given up: whatever it still does would be done beside the next attempt
      if (!this.#run.isCurrent(this)) return
      this.#giveAway()
      // all of the journal has been gone through
      if (this.#ctx.isProcessing()) this.#gates?.caughtUp(this.#running())
      if (this.#isOver()) break
      await this.#undertake()
      if (await this.#answerHere()) continue
      await this.#next()
    }
    await this.#ctx.run('stored', () => this.#run.stored())
    await this.#ctx.promise('ended').resolve(null)
  }

  async #begin(): Promise<void> {
    const { options } = this.#run
    const { base } = this.#part
    const log = base > 0 || this.#run.told > base ? await this.#run.storedLog() : []
    this.#storedBefore = log.length
    this.#run.checkAgainst(log)
    const { runId, plan, input, wave, kept } = options
    const ports = hostedPorts({ ports: options.ports, questions: this.#questions, clock: this.#clock, gates: this.#gates, seed: `${runId}:${base}`, placeOf: options.placeOf, append: (events) => this.#append(events) })
    this.#handle = base === 0
      ? startRun({ runId, plan, ports, input, waitingSince: this.#part.at, ...(wave === undefined ? {} : { wave }), ...(kept === undefined ? {} : { kept }) })
      : recoverRun({ runId, plan, ports, events: log.slice(0, base) })
    this.#handle.settled().catch((error: unknown) => (this.#broken = { error }))
    this.#await('order', this.#nextOrder())
    this.#await('cancelled', this.#ctx.cancellation().map(() => ({ kind: 'cancelled' })))
  }

  #append(events: readonly RunEvent[]): void {
    for (const event of events) this.#recorded.push(event)
    this.#appended = events.at(-1)?.seq ?? this.#appended
  }

  #giveAway(): void {
    if (this.#recorded.length > 0) this.#run.take(this, this.#recorded.splice(0))
    this.#gates?.leaveEnded()
  }

  /** The run was at rest when this part began, and nothing has been asked of it yet that it would do. */
  get waitsForOrder(): boolean {
    const { base, adopted } = this.#part
    return base > 0 && adopted !== true && this.#handle?.state.seq === base
  }

  /** At rest, and nothing in flight that may still say something. */
  #isOver(): boolean {
    if (this.#broken !== undefined) {
      this.#run.end(this, this.#broken)
      return true
    }
    const { state } = this.#running()
    if (this.waitsForOrder || state.seq === 0 || !isResting(state)) return false
    this.#run.end(this, { result: runResult(state) })
    return ![...this.#questions.open.values()].some(({ step }) => step)
  }

  #running(): RunHandle {
    if (this.#handle === undefined) throw new Error('the run has not begun')
    return this.#handle
  }

  #await(name: string, promise: Awaited): void {
    this.#waiting.set(name, promise)
  }

  async #undertake(): Promise<void> {
    const fresh = this.#questions.takeFresh(({ place }) => place !== 'here')
    // another version goes on from what is stored alone: a call that it does not know of would be made anew, without doubt
    if (fresh.some(({ place, call }) => place === 'step' && call?.doubtful === true)) await this.#run.stored()
    for (const question of fresh) this.#undertakeOne(question)
    for (const { id } of this.#stopping.splice(0)) {
      const call = this.#calls.get(id)
      if (call !== undefined) this.#ctx.cancel(await call.invocationId)
    }
    const next = this.#clock.next()
    if (next === undefined || next === this.#alarmAt) return
    this.#alarmAt = next
    this.#await('alarm', this.#ctx.sleep(Math.max(0, next - this.#clock.now())).map(() => ({ kind: 'alarm' })))
  }

  #undertakeOne(question: Question): void {
    const { id, label, place, call } = question
    if (place === 'effect' || call === undefined) return this.#awaitWork(question)
    const done = this.#ctx.genericCall<StepCall, Omit<Answered, 'id'>>({ service: this.#run.options.stepService, method: 'perform', parameter: call, inputSerde: JSON_SERDE, outputSerde: JSON_SERDE, name: label })
    this.#calls.set(id, done)
    this.#await(`answer ${id}`, done.map((value, failure) => ({ kind: 'answer', id, done: value ?? refusedCall(call.path, failure, this.#clock.now()) })))
  }

  /** One journaled action for one question. */
  #awaitWork(question: Question): void {
    const { id, label } = question
    const done = this.#ctx.run(label, async () => {
      const answer = await this.#work(question)
      return { at: Date.now(), answer }
    })
    this.#await(`answer ${id}`, done.map((value) => ({ kind: 'answer', id, done: value ?? { at: this.#clock.now(), answer: { value: null } } })))
  }

  /** The event that says that an effect begins is stored before it does; one that an earlier process has begun is in doubt (H5). */
  async #work(question: Question) {
    const memory = this.#memory
    const { base } = this.#part
    const begun = question.place === 'effect' && question.call?.doubtful === true && this.#storedBefore > base && question.seq <= this.#storedBefore
    if (begun && !memory.working(base, question)) return { value: plain(interrupted(question.call?.path ?? '')) }
    if (question.place === 'effect') await this.#run.stored()
    return memory.work(base, question)
  }

  #stop(question: Question): void {
    if (question.place === 'step') this.#stopping.push(question)
    else this.#memory.stop(this.#part.base, question)
  }

  /** Whether there was something to answer here. */
  async #answerHere(): Promise<boolean> {
    const memory = this.#memory
    const { base } = this.#part
    const first = this.#questions.takeFresh(({ place }) => place === 'here')
    if (first.length === 0) return false
    let live = false
    const left = new Map(first.map((question) => [question.id, question]))
    const answered = await this.#ctx.run('answers', () => {
      live = true
      return chain({ first, work: (question) => memory.work(base, question), take: (one) => this.#takeIn(one), more: () => this.#questions.takeFresh(({ place }) => place === 'here'), left })
    })
    if (!live) {
      for (const one of answered) {
        await this.#takeIn(one)
        for (const question of this.#questions.takeFresh(({ place }) => place === 'here')) left.set(question.id, question)
      }
    }
    for (const { id } of answered) left.delete(id)
    // what takes longer is waited for beside everything else
    for (const question of left.values()) this.#awaitWork(question)
    return true
  }

  async #takeIn({ id, at, answer }: Answered): Promise<void> {
    const question = this.#questions.open.get(id)
    await question?.prepare?.()
    this.#clock.goOn(at)
    this.#questions.answer(id, answer)
    this.#calls.delete(id)
    this.#memory.forget(this.#part.base, id)
    await turn()
  }

  async #next(): Promise<void> {
    const woken = await restate.RestatePromise.race([...this.#waiting.values()])
    switch (woken.kind) {
      case 'answer':
        this.#waiting.delete(`answer ${woken.id}`)
        return this.#takeIn({ id: woken.id, ...woken.done })
      case 'alarm':
        this.#waiting.delete('alarm')
        this.#alarmAt = undefined
        this.#clock.goOn(Math.max(await this.#ctx.date.now(), this.#clock.next() ?? 0))
        return this.#clock.ring()
      case 'order':
        return this.#obey(woken.taken)
      case 'cancelled':
        this.#await('cancelled', this.#ctx.cancellation().map(() => ({ kind: 'cancelled' })))
        this.#clock.goOn(await this.#ctx.date.now())
        return this.#running().cancel({ reason: 'cancelled in Restate' })
    }
  }

  #nextOrder(): Awaited {
    return this.#ctx.promise<OrderTaken>(`order ${this.#orders}`).get().map((taken) => ({ kind: 'order', taken: taken ?? { at: this.#clock.now(), order: null } }))
  }

  async #obey({ at, order }: OrderTaken): Promise<void> {
    const number = this.#orders++
    this.#clock.goOn(at)
    const answer = await this.#answerTo(order)
    await this.#ctx.promise<OrderAnswer>(`answer ${number}`).resolve(answer)
    this.#await('order', this.#nextOrder())
  }

  async #answerTo(order: Json): Promise<OrderAnswer> {
    const { orders } = this.#run.options
    try {
      const value = plain(orders.perform(this.#running(), order))
      await turn()
      this.#giveAway()
      return { value }
    } catch (error) {
      return { refused: orders.refusal(error) }
    }
  }
}

/** The call of a worker that did not come to an outcome: somebody has ended it in Restate. */
function refusedCall(path: string, failure: Restate.TerminalError | undefined, at: number): Omit<Answered, 'id'> {
  const message = `the call of step "${path}" was ended in Restate: ${failure?.message ?? 'no reason was given'}`
  return { at, answer: { value: plain({ kind: 'fail', error: { code: 'STEP_CALL_ENDED', message, effect: 'unknown' } }) } }
}
