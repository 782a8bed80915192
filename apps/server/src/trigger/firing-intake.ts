import { Gathered } from '../db/gathered.ts'
import { newId } from '../new-id.ts'
import { prepareWanted, type PrepareDeps } from '../run/prepare-run.ts'
import type { NewFiring } from './claim-firings.ts'
import { deniedBy, type DeskOptions } from './firing-desk.ts'
import type { KnownWebhook } from './known-webhooks.ts'
import { judgeFiring, requestOf } from './judge-firing.ts'
import type { TriggerRecord } from './trigger-record.ts'
import { WantedOnce } from './wanted-once.ts'
import { writeFirings, type JudgedFiring, type Written } from './write-firings.ts'

export interface Arrived {
  readonly trigger: TriggerRecord
  readonly firing: NewFiring
  /** Goes by this, unless it has changed meanwhile; what is needed is looked up when left out. */
  readonly known?: KnownWebhook | undefined
}

/** `changed`: what is known of the webhook is no longer so, and nothing is written. Undefined: the key has fired before, or the trigger is gone. */
export type Taken = JudgedFiring | 'changed' | undefined

interface Batch {
  readonly wanted: WantedOnce
  readonly preparing: PrepareDeps
}

/**
 * Takes in what has fired, all that comes at the same time together: looks up once what is to run, and writes firings and runs in one transaction. What
 * cannot be decided here is written as claimed, for the desk: where runs of the trigger must not overlap, or something went wrong that may pass.
 */
export class FiringIntake {
  readonly #options: Omit<DeskOptions, 'waits'>
  readonly #gathered: Gathered<Arrived, Taken>

  constructor(options: Omit<DeskOptions, 'waits'>) {
    this.#options = options
    // while another process writes one lot, the next is judged; the embedded database writes in this one
    this.#gathered = new Gathered((arrived) => this.#takeAll(arrived), { lanes: options.db.kind === 'server' ? 2 : 1 })
  }

  /** What a firing has come to. */
  take(arrived: Arrived): Promise<Taken> {
    return this.#gathered.ask(arrived)
  }

  async #takeAll(arrived: readonly Arrived[]): Promise<readonly Taken[]> {
    const { db, runs } = this.#options
    const batch: Batch = { wanted: new WantedOnce(db), preparing: runs.preparing }
    const judging = await Promise.all(arrived.map((one) => this.#judge(one, one.known ? { wanted: one.known.wanted, preparing: { ...batch.preparing, secrets: one.known.secrets } } : batch)))
    const judged = judging.map((one) => (one.next && one.firing.fresh ? { ...one, opened: runs.starts.open(one.next) } : one))
    const written = await this.#write(judged)
    const { started, held } = written
    await this.#begin(judged, written)
    for (const triggerId of new Set(judged.map((one) => one.triggerId))) this.#options.changed({ triggerId })
    return judged.map((one) => (started.has(one.id) ? one : held(one) ? undefined : 'changed'))
  }

  /** What has begun and cannot be written has not been. */
  async #write(judged: readonly JudgedFiring[]): Promise<Written> {
    const { db, runs, now } = this.#options
    try {
      return await writeFirings(db, { judged, serverId: runs.serverId, now: new Date(now()), startedAt: new Date(runs.starts.now()) })
    } catch (error) {
      for (const { opened } of judged) if (opened) runs.starts.discard(opened)
      throw error
    }
  }

  /** Those that have begun go on, the others begin. */
  async #begin(judged: readonly JudgedFiring[], { started, first, took }: Written): Promise<void> {
    const { runs } = this.#options
    for (const { id, opened } of judged) if (opened && !started.has(id)) runs.starts.discard(opened)
    const fresh = judged.flatMap(({ id, next, opened }) => (next && started.has(id) ? [{ next, opened, startedAt: started.get(id) ?? new Date(runs.starts.now()) }] : []))
    await runs.starts.written(fresh, { first, took })
  }

  async #judge({ trigger, firing, known }: Arrived, { wanted, preparing }: Batch): Promise<JudgedFiring> {
    const open = { id: newId(), triggerId: trigger.id, firing, runId: null, problems: [], stamp: known?.stamp ?? null }
    const { state = 'claimed', reason = null, event } = firing
    const alone = trigger.overlap !== 'allow' && firing.test !== true
    if (state !== 'claimed' || alone || this.#options.runs.draining) return { ...open, state, reason }
    try {
      const verdict = await judgeFiring(this.#options.evaluator, trigger, { event, document: async () => (await wanted.of(trigger, open.id)).definition.document })
      if (!('input' in verdict)) return { ...open, problems: [], ...verdict }
      const next = await prepareWanted(preparing, requestOf(trigger, { id: open.id, event }, verdict.input), { runId: newId(), ...(await wanted.of(trigger, open.id)) })
      return { ...open, state: 'started', runId: next.runId, reason: null, next }
    } catch (error) {
      const denied = deniedBy(error)
      return denied ? { ...open, problems: [], ...denied } : { ...open, state: 'claimed', reason: null }
    }
  }
}
