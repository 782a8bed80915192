import type { Answer, Place, Question, Work } from './question.ts'
import type { StepCall } from '../step/step-call.ts'

export interface Asking {
  readonly place: Place
  readonly label: string
  readonly work: Work
  readonly call?: StepCall
  readonly step?: boolean
  readonly waits?: boolean
  readonly prepare?: () => Promise<void>
  /** Called when the answer is no longer wanted. */
  readonly onStop?: (stop: () => void) => void
}

/**
 * What a run asks of the world, in the order of asking. The engine's ports are turned into questions, so that a run that is gone through
 * again with the same answers in the same order asks the same.
 */
export class Questions {
  readonly open = new Map<number, Question>()
  readonly #seq: () => number
  readonly #stop: (question: Question) => void
  #last = 0
  #fresh: Question[] = []

  /** `seq`: the run's last event. `stop`: an answer is no longer wanted. */
  constructor(seq: () => number, stop: (question: Question) => void) {
    this.#seq = seq
    this.#stop = stop
  }

  ask(asking: Asking): Promise<unknown> {
    const { onStop, step = false, ...about } = asking
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer) => {
        if ('value' in answer) resolve(answer.value)
        else reject(new Error(answer.thrown))
      }
      const question: Question = { ...about, step, id: ++this.#last, seq: this.#seq(), settle }
      this.open.set(question.id, question)
      this.#fresh.push(question)
      onStop?.(() => {
        if (this.open.has(question.id)) this.#stop(question)
      })
    })
  }

  /** The questions since the last look, in their order. */
  takeFresh(wanted: (question: Question) => boolean): readonly Question[] {
    const taken = this.#fresh.filter(wanted)
    this.#fresh = this.#fresh.filter((question) => !wanted(question))
    return taken
  }

  answer(id: number, answer: Answer): void {
    const question = this.open.get(id)
    this.open.delete(id)
    question?.settle(answer)
  }
}
