import type { GateAnswer, GateEnd, GateWait } from '@eddy/engine'
import { StopSignal } from '../step/stop-signal.ts'
import type { Stop } from './question.ts'

/** As it stands in the journal: what leaves a gate stays in the process. */
export type Told = { readonly kind: 'entered' } | Exclude<GateAnswer, { kind: 'entered' }>

/** Comes to the gate itself. */
export type Enter = (stop: Stop, onWait: (wait: GateWait) => void) => GateAnswer | Promise<GateAnswer>

const ENTERED: Told = { kind: 'entered' }

interface Coming {
  readonly told: Promise<Told>
  /** Resolves if it has to wait. */
  readonly waits: Promise<{ readonly waits: GateWait }>
  readonly stop: StopSignal
  isOver: boolean
  /** It has been left before it was in. */
  end: GateEnd | undefined
}

/** A gate as a run has it in this process, however often the run is gone through: it stands before it, is inside, or neither. */
export class HeldGate {
  #coming: Coming | undefined
  #leave: ((end: GateEnd) => void) | undefined

  /** What came of it, or that it has to wait, if that is wanted first; then it goes on waiting. */
  async knock(enter: Enter, stop: Stop, { mayWait }: { readonly mayWait: boolean }): Promise<Told | { readonly waits: GateWait }> {
    // an answer that nobody has taken up, on a way that was given up
    if (this.#coming?.isOver === true) this.#coming = undefined
    if (!mayWait) return this.wait(enter, stop)
    if (this.#leave !== undefined) return ENTERED
    const coming = this.#come(enter, stop)
    const first = await Promise.race([coming.waits, coming.told])
    if (!('waits' in first)) this.#taken(coming)
    return first
  }

  /** What came of the wait, which another process may have begun: then it begins here anew. */
  async wait(enter: Enter, stop: Stop): Promise<Told> {
    if (this.#leave !== undefined) return ENTERED
    const coming = this.#come(enter, stop)
    try {
      return await coming.told
    } finally {
      this.#taken(coming)
    }
  }

  /** It was entered by another process: whoever holds a gate enters again at once. Where somebody was quicker the log has no place for that wait. */
  again(enter: Enter): void {
    this.wait(enter, new StopSignal()).catch(() => undefined)
  }

  leave(end: GateEnd): void {
    const [coming, leave] = [this.#coming, this.#leave]
    this.#coming = this.#leave = undefined
    leave?.(end)
    if (coming === undefined) return
    coming.end = end
    coming.stop.abort()
  }

  #come(enter: Enter, stop: Stop): Coming {
    const coming = (this.#coming ??= this.#begin(enter))
    stop.addEventListener('abort', () => coming.stop.abort())
    return coming
  }

  #begin(enter: Enter): Coming {
    const stop = new StopSignal()
    let tell: (wait: GateWait) => void = () => undefined
    const waits = new Promise<{ readonly waits: GateWait }>((resolve) => (tell = (wait) => resolve({ waits: wait })))
    const come = async (): Promise<Told> => {
      const answer = await enter(stop, tell)
      coming.isOver = true
      if (answer.kind !== 'entered') return answer
      if (coming.end === undefined) this.#leave = answer.leave
      else answer.leave(coming.end)
      return ENTERED
    }
    const coming: Coming = { told: come(), waits, stop, isOver: false, end: undefined }
    // who waits for it is told; nobody may
    coming.told.catch(() => undefined)
    return coming
  }

  #taken(coming: Coming): void {
    if (this.#coming === coming) this.#coming = undefined
  }
}
