import type { Evaluator } from '@eddy/engine'
import type { Problem } from '@eddy/workflow'
import type { Database, Run, TriggerFiring } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunHost } from '../run/run-host.ts'
import { admitFiring } from './admit-firing.ts'
import { LEASE_MS } from './claim-firings.ts'
import { judgeFiring, requestOf, type Denied } from './judge-firing.ts'
import type { TriggerEvent } from './trigger-event.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'
import { wantedDocument } from './wanted-document.ts'

export interface DeskOptions {
  readonly db: Database
  readonly runs: RunHost
  readonly evaluator: Evaluator
  readonly now: () => number
  /** Is told of what has changed, for the screens. */
  readonly changed: (change: { readonly triggerId: string }) => void
  /** A firing waits until an earlier run of its trigger has ended. */
  readonly waits?: (triggerId: string) => void
}

/** States of a firing that has come to nothing yet. */
const OPEN = ['claimed', 'waiting', 'starting']
const MOST_ATTEMPTS = 10

interface Ending {
  readonly state: 'started' | 'refused' | 'skipped'
  readonly runId?: string
  readonly reason?: string
  readonly problems?: readonly Problem[]
  readonly transient?: true
}

/** `transient`: it was refused just now, for nothing that was sent. */
export type SettledRow = TriggerFiring & { readonly transient?: true }

/** Brings what has fired to its run, or to the reason why there is none. */
export class FiringDesk {
  readonly #options: DeskOptions

  constructor(options: DeskOptions) {
    this.#options = options
  }

  /** Anybody may ask anytime, several servers at once too: one firing has one run. What cannot be done now is left for later. `fresh`: it was written down just now, and has no run yet. */
  async start(id: string, fresh = false): Promise<SettledRow | null> {
    const { prisma } = this.#options.db
    const firing = await prisma.triggerFiring.findUnique({ where: { id }, include: { trigger: true } })
    if (!firing || !OPEN.includes(firing.state)) return firing
    // its lease ends, and then another server, or the next, takes it up
    if (this.#options.runs.draining) return firing
    const trigger = triggerRecord(firing.trigger)
    try {
      return await this.#bring(firing, trigger, fresh)
    } catch (error) {
      const denied = deniedBy(error)
      if (denied) return this.#settle(firing, denied)
      const message = error instanceof Error ? error.message : String(error)
      if (firing.attempts >= MOST_ATTEMPTS) return this.#settle(firing, { state: 'refused', reason: `It could not be started in ${MOST_ATTEMPTS} attempts: ${message}` })
      // its lease ends, and then it is taken up again
      console.error(`What the trigger "${trigger.name}" fired could not be started yet: ${message}`)
      return firing
    }
  }

  async #bring(firing: TriggerFiring, trigger: TriggerRecord, fresh: boolean): Promise<SettledRow | null> {
    const { db } = this.#options
    const begun = fresh ? null : await this.#runOf(firing.id)
    if (begun) return this.#settle(firing, { state: 'started', runId: begun.id })
    // a column of JSON that only this folder writes
    const event = firing.event as unknown as TriggerEvent
    const verdict = await judgeFiring(this.#options.evaluator, trigger, { event, document: () => wantedDocument(db, trigger, firing.id) })
    if (!('input' in verdict)) return this.#settle(firing, verdict)
    if (!firing.test && trigger.overlap !== 'allow' && firing.state !== 'starting') {
      const admitted = await admitFiring(db, { firing, trigger, lease: this.#lease() })
      if (admitted === 'waiting') this.#options.waits?.(trigger.id)
      if (admitted !== 'starting') return this.#changed(firing)
    }
    return this.#settle(firing, { state: 'started', runId: await this.#options.runs.start(requestOf(trigger, firing, verdict.input)) })
  }

  #runOf(firingId: string): Promise<Pick<Run, 'id'> | null> {
    return this.#options.db.prisma.run.findUnique({ where: { idempotencyKey: firingId }, select: { id: true } })
  }

  #lease(): Date {
    return new Date(this.#options.now() + LEASE_MS)
  }

  async #settle(firing: TriggerFiring, { state, runId, reason, problems = [], transient }: Ending): Promise<SettledRow | null> {
    const [settled] = await this.#options.db.prisma.triggerFiring.updateManyAndReturn({
      where: { id: firing.id, state: { in: OPEN } },
      data: { state, leaseUntil: null, runId: runId ?? null, reason: reason ?? null, ...(problems.length > 0 ? { problems: problems as unknown as object[] } : {}) },
    })
    if (settled === undefined) return this.#changed(firing)
    this.#options.changed(firing)
    return transient ? { ...settled, transient } : settled
  }

  async #changed({ id, triggerId }: TriggerFiring): Promise<TriggerFiring | null> {
    this.#options.changed({ triggerId })
    return this.#options.db.prisma.triggerFiring.findUnique({ where: { id } })
  }
}

/** What is the trigger's or its workflow's fault will not pass; undefined for anything else. */
export function deniedBy(error: unknown): Denied | undefined {
  if (!(error instanceof Refusal)) return undefined
  const denied = { state: 'refused', reason: error.message, problems: Array.isArray(error.details) ? (error.details as readonly Problem[]) : [] } as const
  return error.code === 'INVALID_INPUT' ? denied : { ...denied, transient: true }
}
