import { Gathered } from '../db/gathered.ts'
import { newId } from '../new-id.ts'
import { newRow } from '../run/insert-run.ts'
import { prepareWanted, type PrepareDeps } from '../run/prepare-run.ts'
import type { NewFiring } from './claim-firings.ts'
import { deniedBy, type DeskOptions } from './firing-desk.ts'
import { judgeFiring, requestOf } from './judge-firing.ts'
import type { TriggerRecord } from './trigger-record.ts'
import { WantedOnce } from './wanted-once.ts'
import { writeFirings, type JudgedFiring } from './write-firings.ts'

interface Arrived {
  readonly trigger: TriggerRecord
  readonly firing: NewFiring
}

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
  readonly #gathered = new Gathered<Arrived, JudgedFiring | undefined>((arrived) => this.#takeAll(arrived))

  constructor(options: Omit<DeskOptions, 'waits'>) {
    this.#options = options
  }

  /** What a firing has come to; undefined when its key has fired before, or its trigger is gone. */
  take(trigger: TriggerRecord, firing: NewFiring): Promise<JudgedFiring | undefined> {
    return this.#gathered.ask({ trigger, firing })
  }

  async #takeAll(arrived: readonly Arrived[]): Promise<readonly (JudgedFiring | undefined)[]> {
    const { db, runs, now } = this.#options
    const batch: Batch = { wanted: new WantedOnce(db), preparing: { ...runs.preparing, secrets: onceNamed(runs.preparing.secrets) } }
    const judged = await Promise.all(arrived.map((one) => this.#judge(one, batch)))
    const written = await writeFirings(db, { judged, serverId: runs.serverId, now: new Date(now()) })
    const fresh = judged.map((one) => (written.has(one.id) ? one : undefined))
    for (const one of fresh) if (one?.next) await runs.launch(one.next, { ...newRow(one.next, runs.serverId), startedAt: written.get(one.id) ?? new Date() })
    for (const triggerId of new Set(judged.map((one) => one.triggerId))) this.#options.changed({ triggerId })
    return fresh
  }

  async #judge({ trigger, firing }: Arrived, { wanted, preparing }: Batch): Promise<JudgedFiring> {
    const open = { id: newId(), triggerId: trigger.id, firing, runId: null, problems: [] }
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

function onceNamed(secrets: PrepareDeps['secrets']): PrepareDeps['secrets'] {
  let names: Promise<ReadonlySet<string>> | undefined
  return secrets && { names: () => (names ??= secrets.names()) }
}
