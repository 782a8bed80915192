import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Answered, Question } from './question.ts'

/** What takes longer is waited for beside everything else. */
const PATIENCE_MS = 10
const MOST = 500

export interface ChainOptions {
  readonly first: readonly Question[]
  readonly work: (question: Question) => Promise<Answer>
  /** Gives an answer to the core. */
  readonly take: (answered: Answered) => Promise<void>
  /** What the core has asked since. */
  readonly more: () => readonly Question[]
  /** Those without an answer; kept up to date. */
  readonly left: Map<number, Question>
}

/** Answers questions and what follows from the answers, for as long as it goes quickly; the answers in the order in which they were taken in. */
export async function chain({ first, work, take, more, left }: ChainOptions): Promise<readonly Answered[]> {
  const answered: Answered[] = []
  const done: Answered[] = []
  let wake = () => {}
  const begin = (questions: readonly Question[]) => {
    for (const question of questions) {
      left.set(question.id, question)
      void work(question).then((answer) => {
        done.push({ id: question.id, at: Date.now(), answer })
        wake()
      })
    }
  }
  begin(first)
  const until = performance.now() + PATIENCE_MS
  while (left.size > 0 && answered.length < MOST) {
    const one = done.shift()
    if (one !== undefined) {
      left.delete(one.id)
      answered.push(one)
      await take(one)
      begin(more())
      continue
    }
    const patience = until - performance.now()
    if (patience <= 0) break
    await Promise.race([new Promise<void>((resolve) => (wake = resolve)), sleep(patience)])
  }
  return answered
}
