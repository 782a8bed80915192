// @module-tag once
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import { StoredRates } from '../src/gate/stored-rates.ts'
import { gateId } from '../src/gate/under-locks.ts'
import { openInMemory } from './open-own.ts'

/** Times are kept in whole milliseconds, rounded up. */
const ROUNDED_MS = 1.01

describe('entries of a rate limit in the database', () => {
  let db: Database
  let made = 0
  beforeAll(async () => {
    db = await openInMemory()
  })
  afterAll(() => db.close())

  it('C6 no period has more than it may, each is as early as that allows, and who would wait longer than it may is refused', async () => {
    const asks = fc.array(fc.record({ together: fc.integer({ min: 1, max: 4 }), server: fc.constantFrom(0 as const, 1 as const), waitMs: fc.constantFrom(0, 100, 400, 60_000), pauseMs: fc.constantFrom(0, 0, 3, 20) }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.constantFrom(20, 100, 1000), fc.boolean(), asks, async (max, perMs, alone, list) => {
        const gate = gateId({ kind: 'rate', name: 'api', key: ++made })
        const first = new StoredRates(db, { alone })
        const servers = [first, alone ? first : new StoredRates(db)] as const
        const entered: number[] = []
        for (const { together, server, waitMs, pauseMs } of list) {
          const answers = await Promise.all(Array.from({ length: together }, () => servers[server].ask({ gate, max, perMs, waitMs })))
          const { rows } = await db.pool.query<{ at: string; now: string }>("SELECT extract(epoch FROM free_at) * 1000 AS at, extract(epoch FROM clock_timestamp()) * 1000 AS now FROM gate_entry WHERE gate = $1 AND number > $2 ORDER BY number", [gate, entered.length])
          const fresh = answers.filter((answer) => !answer.refused)
          expect(rows).toHaveLength(fresh.length)
          entered.push(...rows.map(({ at }) => Number(at) - perMs))
          for (const { refused, delayMs } of answers) expect(refused).toBe(delayMs > waitMs)
          // whoever waits does so for one that is just out of its period
          const waits = fresh.flatMap((answer, at) => (answer.delayMs > 0 ? [entered.length - fresh.length + at] : []))
          for (const at of waits) {
            const [own, before] = [entered[at] ?? NaN, entered[at - max] ?? NaN]
            if (!Number.isNaN(own) && !Number.isNaN(before)) expect(own - before).toBeLessThan(perMs + 2 * ROUNDED_MS)
          }
          if (pauseMs > 0) await sleep(pauseMs)
        }
        entered.forEach((at, index) => {
          const before = entered[index - max]
          if (before !== undefined && !Number.isNaN(at) && !Number.isNaN(before)) expect(at - before).toBeGreaterThan(perMs - ROUNDED_MS)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('forgets nothing that still counts', async () => {
    const rates = new StoredRates(db)
    const ask = { gate: gateId({ kind: 'rate', name: 'swept', key: null }), max: 2, perMs: 60_000, waitMs: 0 }
    expect([await rates.ask(ask), await rates.ask(ask)].map(({ refused }) => refused)).toEqual([false, false])
    await rates.sweep()
    expect((await rates.ask(ask)).refused).toBe(true)
  })
})
