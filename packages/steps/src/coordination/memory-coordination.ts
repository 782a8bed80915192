import type { Claim, ClaimRelease, ClaimWish } from './claim.ts'
import type { Coordination, Handoff, MetricChange } from './coordination.ts'

interface Held extends Claim {
  readonly effect: string
}

/** Coordination for as long as the process lives. */
export function createMemoryCoordination(now: () => number = Date.now): Coordination {
  const claims = new Map<string, Held>()
  const changes = new Map<string, MetricChange>()
  const totals = new Map<string, number>()
  const handoffs = new Map<string, Handoff>()

  const add = ({ name, labels }: MetricChange, value: number): number => {
    const key = JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))])
    const total = (totals.get(key) ?? 0) + value
    totals.set(key, total)
    return total
  }
  const live = (key: string): Held | undefined => {
    const held = claims.get(key)
    return held !== undefined && (held.expiresAt === null || Date.parse(held.expiresAt) > now()) ? held : undefined
  }

  return {
    async take(wish: ClaimWish) {
      const held = wish.keys.flatMap((key) => live(key) ?? []).filter(({ effect }) => effect !== wish.effect)
      if (held.length > 0) return { held }
      const taken = wish.keys.map((key) => live(key) ?? claimOf(key, wish, now()))
      for (const claim of taken) claims.set(claim.key, claim)
      return { taken }
    },
    async release({ keys, runId, effect, status }: ClaimRelease) {
      const ended = [...claims.values()].filter((claim) => live(claim.key) === claim && (keys?.includes(claim.key) ?? true) && (runId ?? claim.runId) === claim.runId && (effect ?? claim.effect) === claim.effect)
      for (const { key } of ended) claims.delete(key)
      return ended.map((claim) => ({ ...claim, status }))
    },
    async addMetric(change) {
      if (changes.has(change.effect)) return add(change, 0)
      changes.set(change.effect, change)
      return add(change, change.value)
    },
    async removeMetric(effect) {
      const change = changes.get(effect)
      if (change === undefined) return false
      changes.delete(effect)
      add(change, -change.value)
      return true
    },
    async handOff(handoff) {
      handoffs.set(handoff.id, handoff)
    },
    async withdraw(id) {
      return handoffs.delete(id)
    },
  }
}

function claimOf(key: string, { holder, runId, step, effect, leaseMs }: ClaimWish, now: number): Held {
  return { key, holder, runId, step, effect, claimedAt: new Date(now).toISOString(), expiresAt: leaseMs === undefined ? null : new Date(now + leaseMs).toISOString(), status: 'in_progress' }
}
