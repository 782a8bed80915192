import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { RunOrder } from '../run/run-order.ts'
import type { Bus } from './bus.ts'

export interface RunOrdersOptions {
  readonly db: Database
  readonly bus: Bus
  readonly serverId: string
  /** Does it to a run that this server has in hand; undefined when it has not. */
  readonly perform: (runId: string, order: RunOrder) => Promise<{ readonly value: Json } | undefined>
}

type Answer = { readonly value: Json } | { readonly refusal: { readonly code: RefusalCode; readonly message: string; readonly details?: Json } }

/** $1: the server; $2: one of them, or all. */
const OPEN_ORDERS = `SELECT o.id, o.run_id, o."order" FROM run_order o JOIN run ON run.id = o.run_id
  WHERE o.taken_at IS NULL AND run.owner_id = $1 AND ($2::text IS NULL OR o.id = $2) ORDER BY o.id`

const PATIENCE_MS = 20_000
const LOOK_MS = 500

/** Orders to runs that another server has in hand, by the database; the bus only makes it quick. An order is done at most once. */
export class RunOrders {
  readonly #options: RunOrdersOptions
  readonly #waiting = new Map<string, () => void>()

  constructor(options: RunOrdersOptions) {
    this.#options = options
    options.bus.listen((message) => {
      if (message?.kind === 'answer') this.#waiting.get(message.id)?.()
      else if (message === undefined) this.performOpen()
      else if (message.kind === 'order') this.performOpen(message.id)
    })
  }

  /** Has the run's owner do it. Undefined when the owner is gone and has not begun: whoever asks can take the run itself. */
  async post(runId: string, order: RunOrder): Promise<{ readonly value: Json } | undefined> {
    const { db, bus } = this.#options
    const id = newId()
    await db.prisma.runOrder.create({ data: { id, runId, order: order as object } })
    bus.tell({ kind: 'order', id })
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      await this.#heard(id)
      const row = await db.prisma.runOrder.findUnique({ where: { id }, select: { answer: true, takenAt: true } })
      // the column holds what #perform writes
      const answer = (row?.answer ?? undefined) as Answer | undefined
      if (answer !== undefined) return this.#unpack(id, answer)
      const begun = row?.takenAt != null
      if (performance.now() > until) await this.#giveUp(id, begun)
      else if (!begun && !(await this.#ownerLives(runId)) && (await this.#withdraw(id))) return undefined
    }
  }

  /** Whether nobody has begun it, and nobody will. */
  async #withdraw(id: string): Promise<boolean> {
    return (await this.#options.db.prisma.runOrder.deleteMany({ where: { id, takenAt: null } })).count === 1
  }

  async #giveUp(id: string, begun: boolean): Promise<never> {
    const undone = !begun && (await this.#withdraw(id))
    throw new Refusal('OWNER_SILENT', undone ? 'The server that has this run in hand does not answer; nothing was done. Try again.' : 'The server that has this run in hand has begun this and does not answer; look at the run before you try again.')
  }

  /** Does what is asked of runs of this server and nobody has begun. */
  performOpen(id?: string): void {
    this.#performOpen(id).catch((error: unknown) => console.error(`What other servers ask of runs here could not be read: ${String(error)}`))
  }

  async #performOpen(id?: string): Promise<void> {
    const { db, serverId } = this.#options
    const { rows } = await db.pool.query<{ id: string; run_id: string; order: RunOrder }>({ name: 'open_orders', text: OPEN_ORDERS, values: [serverId, id ?? null] })
    for (const row of rows) await this.#perform(row)
  }

  async #perform({ id, run_id: runId, order }: { readonly id: string; readonly run_id: string; readonly order: RunOrder }): Promise<void> {
    const { db, bus, perform } = this.#options
    const { count } = await db.prisma.runOrder.updateMany({ where: { id, takenAt: null }, data: { takenAt: new Date() } })
    if (count === 0) return
    const answer = await perform(runId, order).catch((error: unknown) => ({ refusal: refusalOf(error) }))
    if (answer === undefined) return void (await db.prisma.runOrder.updateMany({ where: { id }, data: { takenAt: null } }))
    await db.prisma.runOrder.updateMany({ where: { id }, data: { answer: answer as object } })
    bus.tell({ kind: 'answer', id })
  }

  async #unpack(id: string, answer: Answer): Promise<{ readonly value: Json }> {
    await this.#options.db.prisma.runOrder.deleteMany({ where: { id } })
    if ('value' in answer) return answer
    throw new Refusal(answer.refusal.code, answer.refusal.message, answer.refusal.details)
  }

  async #ownerLives(runId: string): Promise<boolean> {
    const [row] = await this.#options.db.prisma.$queryRaw<{ lives: boolean }[]>`SELECT EXISTS (SELECT 1 FROM run JOIN server ON server.id = run.owner_id WHERE run.id = ${runId} AND server.expires_at > now()) AS lives`
    return row?.lives ?? false
  }

  #heard(id: string): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        resolve()
      }
      const timer = setTimeout(done, LOOK_MS)
      this.#waiting.set(id, done)
    })
  }
}

function refusalOf(error: unknown): object {
  if (error instanceof Refusal) return { code: error.code, message: error.message, ...(error.details === undefined ? {} : { details: error.details }) }
  console.error('An order to a run failed:', error)
  return { code: 'OWNER_SILENT', message: 'The server that has this run in hand failed at this; its log says why.' }
}
