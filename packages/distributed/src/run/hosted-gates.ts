import type { Gates, GateAnswer, GateRequest, GateWait } from '@eddy/engine'
import { StopSignal } from '../step/stop-signal.ts'
import type { Pass, ProcessMemory } from './process-memory.ts'
import type { Stop } from './question.ts'
import type { Questions } from './questions.ts'

/** As it stands in the journal: what leaves a gate stays in the process. */
type Told = { readonly kind: 'entered' } | Exclude<GateAnswer, { kind: 'entered' }>

/**
 * Gates whose answers are journaled. Entering one is two questions where it has to wait: the first is answered with what is known of the wait, so
 * that the log says so while it lasts (C9), the second with what came of it.
 */
export function askingGates(gates: Gates, questions: Questions, memory: ProcessMemory): Gates {
  return {
    async enter(request) {
      const pass = memory.pass(request.owner, `${request.kind} ${request.name} ${JSON.stringify(request.key)}`)
      const door = new Door(gates, request, pass)
      const ask = (label: string, waits: boolean, work: (stop: Stop) => unknown) => questions.ask({ place: 'here', label: `${label} ${request.name}`, waits, work, onStop: (stop) => request.signal.addEventListener('abort', stop) })
      // made by `knock`
      const first = (await ask('enter', request.onWait === undefined, (stop) => door.knock(stop))) as Told | { readonly waits: GateWait }
      if ('waits' in first) request.onWait?.(first.waits)
      // made by `wait`
      const answer = 'waits' in first ? ((await ask('wait for', true, (stop) => door.wait(stop))) as Told) : first
      if (answer.kind !== 'entered') return answer
      door.enterAgain()
      return { kind: 'entered', leave: (end) => pass.leave(end) }
    },
  }
}

/** A gate of this process, as one that goes in comes to it. */
class Door {
  readonly #gates: Gates
  readonly #request: GateRequest
  readonly #pass: Pass

  constructor(gates: Gates, request: GateRequest, pass: Pass) {
    this.#gates = gates
    this.#request = request
    this.#pass = pass
  }

  /** What came of it, or that it has to wait; then it goes on waiting. */
  async knock(stop: Stop): Promise<Told | { readonly waits: GateWait }> {
    let tell: (wait: GateWait) => void = () => {}
    const waits = new Promise<{ readonly waits: GateWait }>((resolve) => (tell = (wait) => resolve({ waits: wait })))
    const told = this.#enter(this.#request.onWait ? tell : () => undefined)
    const first = await Promise.race([waits, this.#until(stop, told)])
    if (!('waits' in first)) this.#pass.entering = undefined
    return first
  }

  /** What came of the wait, which another process may have begun: then it begins here anew. */
  wait(stop: Stop): Promise<Told> {
    const told = this.#pass.entering?.told ?? this.#enter(() => undefined)
    return this.#until(stop, told).finally(() => (this.#pass.entering = undefined))
  }

  /** It was entered by another process: whoever holds a gate enters again at once. Where somebody was quicker the log has no place for that wait. */
  enterAgain(): void {
    if (this.#pass.held) return
    const done = () => (this.#pass.entering = undefined)
    void this.#enter(() => undefined).then(done, done)
  }

  #enter(onWait: (wait: GateWait) => void): Promise<Told> {
    const stop = new StopSignal()
    const enter = async (): Promise<Told> => {
      const answer = await this.#gates.enter({ ...this.#request, onWait, signal: stop })
      if (answer.kind !== 'entered') return answer
      this.#pass.hold(answer.leave)
      return { kind: 'entered' }
    }
    const told = enter()
    // who waits for it is told; nobody may
    told.catch(() => undefined)
    this.#pass.entering = { told, stop }
    return told
  }

  #until(stop: Stop, told: Promise<Told>): Promise<Told> {
    stop.addEventListener('abort', () => this.#pass.entering?.stop.abort())
    return told
  }
}
