import type { Database, Question } from '../db/index.ts'
import { serverTime } from '../run/server-time.ts'
import { reminded } from './question-notices.ts'

type Remembered = Pick<Question, 'id' | 'remindMs' | 'remindedAt' | 'askedAt' | 'reminders'>

/** Calls open questions to mind, each as often as it wants. Every server has the questions in mind; the one that counts a reminder sends it. */
export class Reminders {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout> | undefined>()
  readonly #sending = new Set<Promise<void>>()

  constructor(
    private readonly db: Database,
    private readonly tell: () => Promise<void>,
  ) {}

  knows(id: string): boolean {
    return this.#timers.has(id)
  }

  remember(question: Remembered): void {
    const { remindMs, remindedAt, askedAt } = question
    this.#wait(question, (remindedAt ?? askedAt).getTime() + (remindMs ?? 0) - serverTime.now())
  }

  forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  /** Resolves once no reminder is on its way. */
  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    await Promise.all(this.#sending)
  }

  #wait({ id, remindMs, reminders }: Remembered, dueMs: number): void {
    clearTimeout(this.#timers.get(id))
    // a clock that was put back must not make the pause longer than it is
    const pause = Math.min(Math.max(0, dueMs), remindMs ?? 0)
    this.#timers.set(id, remindMs === null ? undefined : setTimeout(() => this.#send(id, reminders), pause).unref())
  }

  #send(id: string, reminders: number): void {
    const sending = this.#remind(id, reminders)
      .catch((error: unknown) => console.error(`A question could not be called to mind: ${String(error)}`))
      .finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
  }

  async #remind(id: string, before: number): Promise<void> {
    const { question } = this.db.prisma
    const [row] = await question.updateManyAndReturn({ where: { id, status: 'open', reminders: before }, data: { remindedAt: new Date(serverTime.now()), reminders: { increment: 1 } } })
    if (row) {
      await reminded(this.db, row)
      if (this.knows(id)) this.remember(row)
      return this.tell()
    }
    // another server was first, or the question has been answered there. By whose clock it was does not matter: it was just now
    const now = await question.findUnique({ where: { id } })
    if (now?.status !== 'open') this.forget(id)
    else if (this.knows(id)) this.#wait(now, now.remindMs ?? 0)
  }
}
