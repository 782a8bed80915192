import { gateOwner, gateOwnersOf, type GateAnswer, type GateEnd, type GateRequest, type Gates, type LastingGates, type RunHandle } from '@eddy/engine'
import type { Enter, HeldGate, Told } from './held-gate.ts'
import type { ProcessMemory } from './process-memory.ts'
import type { Stop } from './question.ts'
import type { Questions } from './questions.ts'

export interface HostedGatesOptions {
  readonly gates: Gates | LastingGates
  readonly questions: Questions
  readonly memory: ProcessMemory
  /** The run has been gone through before: an earlier process may have left something behind. */
  readonly goesAgain: boolean
}

/** A coming of the run to a gate, from its asking until it leaves. */
interface Pass {
  readonly request: GateRequest
  readonly gate: HeldGate
  readonly enter: Enter
  /** Asked while the run was gone through again. */
  readonly inherited: boolean
  entered: boolean
}

/** Those at whose gates runs stand in line: who leaves one leaves it when that is stored. */
const LINES: ReadonlySet<GateRequest['kind']> = new Set(['lock', 'claim', 'concurrency'])

/**
 * Gates whose answers are journaled. Entering one is two questions where it has to wait: the first is answered with what is known of the wait, so
 * that the log says so while it lasts (C9), the second with what came of it.
 *
 * While the run is gone through again nothing is entered or left: what was left long ago may be another's by now, and what is left here may be held again further on. Once the journal has
 * been gone through, the run goes into what it is inside of, and out of everything else.
 */
export class HostedGates implements Gates {
  readonly #gates: Gates | LastingGates
  readonly #questions: Questions
  readonly #memory: ProcessMemory
  readonly #goesAgain: boolean
  readonly #passes = new Set<Pass>()
  /** How many passes there are of each gate. */
  readonly #at = new Map<HeldGate, number>()
  /** Left by what is recorded, but not given away yet. */
  #ended = new Map<HeldGate, GateEnd>()
  #run: Pick<RunHandle, 'runId' | 'state'> | undefined

  constructor({ gates, questions, memory, goesAgain }: HostedGatesOptions) {
    this.#gates = gates
    this.#questions = questions
    this.#memory = memory
    this.#goesAgain = goesAgain
  }

  async enter(request: GateRequest): Promise<GateAnswer> {
    const gate = this.#memory.gate(`${request.owner} ${request.kind} ${request.name} ${JSON.stringify(request.key)}`, gateOwner(request))
    const pass: Pass = { request, gate, enter: (signal, onWait) => this.#gates.enter({ ...request, onWait, signal }), inherited: this.#run === undefined, entered: false }
    this.#passes.add(pass)
    this.#at.set(gate, (this.#at.get(gate) ?? 0) + 1)
    const answer = await this.#ask(pass)
    if (answer.kind !== 'entered') {
      this.#drop(pass)
      if (pass.inherited) this.#settle()
      return answer
    }
    pass.entered = true
    if (this.#run !== undefined) enterAgain(pass)
    return { kind: 'entered', leave: (end) => this.#leave(pass, end) }
  }

  /** What has ended is given away. */
  leaveEnded(): void {
    if (this.#run === undefined) return
    const ended = this.#ended
    this.#ended = new Map()
    // whoever has come back meanwhile has stayed
    for (const [gate, end] of ended) if (!this.#at.has(gate)) gate.leave(end)
  }

  /** The run stands where the journal ends. */
  caughtUp(run: Pick<RunHandle, 'runId' | 'state'>): void {
    if (this.#run !== undefined) return
    this.#run = run
    for (const pass of this.#passes) if (pass.entered) enterAgain(pass)
    const owners = new Set(gateOwnersOf(run))
    for (const { gate, owner } of this.#memory.gates()) if (!this.#at.has(gate) && !owners.has(owner)) gate.leave(this.#ended.get(gate) ?? { kind: 'dropped' })
    this.#settle()
    this.#ended.clear()
  }

  async #ask({ request, gate, enter }: Pass): Promise<Told> {
    const { name, onWait, signal } = request
    const ask = (label: string, work: (stop: Stop) => unknown) => this.#questions.ask({ place: 'here', label: `${label} ${name}`, waits: true, work, onStop: (stop) => signal.addEventListener('abort', stop) })
    // made by `knock`
    const first = (await ask('enter', (stop) => gate.knock(enter, stop, { mayWait: onWait !== undefined }))) as Awaited<ReturnType<HeldGate['knock']>>
    if (!('waits' in first)) return first
    onWait?.(first.waits)
    // made by `wait`
    return (await ask('wait for', (stop) => gate.wait(enter, stop))) as Told
  }

  #leave(pass: Pass, end: GateEnd): void {
    this.#drop(pass)
    if (this.#run === undefined || LINES.has(pass.request.kind)) this.#ended.set(pass.gate, end)
    else pass.gate.leave(end)
  }

  #drop(pass: Pass): void {
    this.#passes.delete(pass)
    const others = (this.#at.get(pass.gate) ?? 1) - 1
    if (others === 0) this.#at.delete(pass.gate)
    else this.#at.set(pass.gate, others)
  }

  #settle(): void {
    if (this.#run === undefined || !this.#goesAgain || !('settle' in this.#gates)) return
    this.#gates.settle([...gateOwnersOf(this.#run), ...Array.from(this.#passes, ({ request }) => gateOwner(request))])
  }
}

/** What a rate has let through has passed. */
function enterAgain({ request, gate, enter }: Pass): void {
  if (request.kind !== 'rate') gate.again(enter)
}
