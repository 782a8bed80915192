import type { Database } from '../db/index.ts'
import type { EventStore } from '../run/event-store.ts'
import type { NewFiring } from './claim-firings.ts'
import { AT_ONCE, endedRuns } from './ended-runs.ts'
import type { FileArrivals } from './file-arrivals.ts'
import { sentSignals } from './sent-signals.ts'
import type { TriggerRecord } from './trigger-record.ts'

/** What is older than this has been written by every server that was to write it, however far their clocks are apart. */
export const SETTLED_MS = 300_000

export interface Arrivals {
  readonly firings: readonly NewFiring[]
  /** What came before has all been seen; null: that stays as it was. */
  readonly seenUntil: Date | null
}

interface Places {
  readonly db: Database
  readonly store: EventStore
  readonly files: FileArrivals | undefined
}

/** What has happened that a trigger waits for. */
export async function newArrivals({ db, store, files }: Places, trigger: TriggerRecord, now: number): Promise<Arrivals> {
  const { id: triggerId, config } = trigger
  const since = trigger.seenUntil ?? new Date(now)
  switch (config.kind) {
    case 'run':
      return until(await endedRuns(db, store, { triggerId, config, since }), { since, now })
    case 'signal':
      return until(await sentSignals(db, { triggerId, config, since }), { since, now })
    case 'file': {
      if (!files) throw new Error('This server has no workspace folder; set EDDY_WORKSPACE.')
      if (trigger.seenUntil !== null || config.existing === 'fire') return { firings: await files.look(triggerId, config, now), seenUntil: null }
      // what is there at the first look is noted and fires nothing
      const present = await files.present(triggerId, config, now)
      return { firings: present.map((firing) => ({ ...firing, state: 'skipped', reason: 'It was there before the trigger.' })), seenUntil: new Date(now) }
    }
    default:
      return { firings: [], seenUntil: null }
  }
}

function until(firings: readonly NewFiring[], { since, now }: { readonly since: Date; readonly now: number }): Arrivals {
  const seen = new Date(now - SETTLED_MS)
  return { firings, seenUntil: firings.length < AT_ONCE && seen > since ? seen : null }
}
