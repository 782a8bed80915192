import type { Database, Question } from '../db/index.ts'
import { reminded } from './question-notices.ts'

/** Calls open questions to mind, each as often as it wants. */
export class Reminders {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout> | undefined>()

  constructor(
    private readonly db: Database,
    private readonly tell: () => Promise<void>,
  ) {}

  knows(id: string): boolean {
    return this.#timers.has(id)
  }

  remember({ id, remindMs, remindedAt, askedAt }: Pick<Question, 'id' | 'remindMs' | 'remindedAt' | 'askedAt'>): void {
    clearTimeout(this.#timers.get(id))
    if (remindMs === null) return void this.#timers.set(id, undefined)
    const due = (remindedAt ?? askedAt).getTime() + remindMs - Date.now()
    this.#timers.set(id, setTimeout(() => void this.#remind(id).catch((error: unknown) => console.error(`A question could not be called to mind: ${String(error)}`)), Math.max(0, due)).unref())
  }

  forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  async #remind(id: string): Promise<void> {
    const [row] = await this.db.prisma.question.updateManyAndReturn({ where: { id, status: 'open' }, data: { remindedAt: new Date(), reminders: { increment: 1 } } })
    if (!row || !this.knows(id)) return
    await reminded(this.db, row)
    this.remember(row)
    await this.tell()
  }
}
