// @module-tag once
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import type { Admitted, Comer } from '../src/gate/line.ts'
import { OwnLine } from '../src/gate/own-line.ts'
import { gateId } from '../src/gate/under-locks.ts'
import { LineOracle } from './line-oracle.ts'
import { openInMemory } from './open-own.ts'

const RUNS = ['r0', 'r1', 'r2', 'r3', 'r4']
const GATES = ['till', 'door'].map((name) => gateId({ kind: 'lock', name, key: null }))

type Act =
  | { readonly act: 'come'; readonly run: number; readonly gate: number; readonly most: number }
  | { readonly act: 'leave' | 'look'; readonly which: number }
  | { readonly act: 'end'; readonly run: number }
  /** The run is taken up anew, and by its log inside or not. */
  | { readonly act: 'take'; readonly run: number; readonly inside: boolean }
  | { readonly act: 'restart' }
  /** The database takes nothing until the next act but one. */
  | { readonly act: 'away' }

const run = fc.nat(RUNS.length - 1)
const acts = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Act>[]>(
    { weight: 8, arbitrary: fc.record({ act: fc.constant('come' as const), run, gate: fc.nat(1), most: fc.constantFrom(1, 1, 2, 3) }) },
    { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('leave' as const, 'leave' as const, 'look' as const), which: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('end' as const), run }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('take' as const), run, inside: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant({ act: 'restart' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'away' as const }) },
  ),
  { minLength: 1, maxLength: 30 },
)

describe('who is inside of a gate, and who stands before it, of the only server on its database', () => {
  let db: Database
  let isAway = false
  beforeAll(async () => {
    db = await openInMemory()
    await db.pool.query("INSERT INTO definition (hash, content) VALUES ('hash', '{}')")
  })
  afterAll(() => db.close())

  const query = (...asked: [never]) => {
    if (isAway) throw Object.assign(new Error('the database does not answer'), { code: 'ECONNREFUSED' })
    return db.pool.query(...asked)
  }
  const open = (told: Admitted[]) => new OwnLine({ db: { ...db, pool: new Proxy(db.pool, { get: (pool, name) => (name === 'query' ? query : Reflect.get(pool, name)) }) }, serverId: 'a', onAdmitted: (admitted) => told.push(admitted) })
  const reset = async () => {
    isAway = false
    await db.pool.query('DELETE FROM gate_place')
    await db.pool.query('DELETE FROM run')
    for (const id of RUNS) await db.pool.query("INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps, fence, owner_id) VALUES ($1, 'w', 'hash', 'hash', 'running', '{}', 0, 1, 'a')", [id])
  }
  const stored = async () => (await db.pool.query<{ gate: string; owner: string }>('SELECT gate, owner FROM gate_place WHERE inside')).rows.map(({ gate, owner }) => `${gate} ${owner}`).sort()

  it('C6 C7 is as a plain list would have it, whatever comes in whatever order, over restarts and absences of the database', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        await reset()
        const told: Admitted[] = []
        let line = open(told)
        const oracles = GATES.map(() => new LineOracle(RUNS))
        let made = 0
        const comers: { readonly who: Comer; readonly gate: number }[] = []
        const each = (change: (oracle: LineOracle) => void) => oracles.forEach((oracle) => (change(oracle), oracle.admit()))
        const oracleOf = (gate: number) => oracles[gate] as LineOracle
        /** Asked until it is done, as by whoever asks. */
        const again = async <T>(ask: () => Promise<T>): Promise<T> => {
          if (!isAway) return ask()
          const answer = await ask().catch(() => undefined)
          isAway = false
          return answer === undefined ? ask() : answer
        }
        const act = async (one: Act): Promise<void> => {
          if (one.act === 'come') {
            const runId = RUNS[one.run] ?? ''
            const oracle = oracleOf(one.gate)
            if (oracle.over.has(runId)) return
            const who = { gate: GATES[one.gate] ?? '', owner: `${runId}/w`, runId, fence: oracle.fences.get(runId) ?? 0, ticket: `t${made++}`, most: one.most, key: 'till' }
            comers.push({ who, gate: one.gate })
            oracle.come(who, 'a')
            oracle.admit()
            expect(await again(() => line.come(who))).toEqual(oracle.placeOf(who))
          } else if (one.act === 'leave' || one.act === 'look') {
            // also who has left before, and whose ticket is an old one
            const comer = comers[one.which % Math.max(1, comers.length)]
            if (comer === undefined) return
            const oracle = oracleOf(comer.gate)
            if (one.act === 'leave') oracle.leave(comer.who)
            oracle.admit()
            const answer = await again(async () => (await line[one.act](comer.who)) ?? null)
            if (one.act === 'look') expect(answer).toEqual(oracle.placeOf(comer.who) ?? null)
          } else if (one.act === 'end') {
            const runId = RUNS[one.run] ?? ''
            each((oracle) => {
              oracle.over.add(runId)
              oracle.rows = oracle.rows.filter((row) => row.runId !== runId)
            })
            await db.pool.query("UPDATE run SET status = 'succeeded' WHERE id = $1", [runId])
            await again(() => line.sweep())
          } else if (one.act === 'take') {
            const runId = RUNS[one.run] ?? ''
            const fence = (oracleOf(0).fences.get(runId) ?? 0) + 1
            each((oracle) => {
              oracle.fences.set(runId, fence)
              if (!one.inside) oracle.rows = oracle.rows.filter((row) => row.runId !== runId || !row.inside)
            })
            await again(() => line.settle({ runs: [{ runId, fence }], owners: one.inside ? [`${runId}/w`] : [] }))
          } else if (one.act === 'restart') {
            isAway = false
            // what could not be written is written by whoever asks again
            await line.sweep()
            for (const oracle of oracles) oracle.rows = oracle.rows.filter((row) => row.inside)
            line = open(told)
            // those of the last process say nothing any more
            comers.length = 0
          } else isAway = true
        }
        for (const one of list) {
          const inside = new Set(oracles.flatMap(({ rows }) => rows).filter((row) => row.inside).map(({ ticket }) => ticket))
          told.length = 0
          await act(one)
          if (isAway) continue
          const rows = oracles.flatMap((oracle) => oracle.rows)
          expect(await stored()).toEqual(rows.filter((row) => row.inside).map(({ gate, owner }) => `${gate} ${owner}`).sort())
          expect(told.every(({ ticket }) => rows.some((row) => row.ticket === ticket && row.inside))).toBe(true)
          for (const row of rows) if (row.inside && !inside.has(row.ticket) && one.act !== 'come') expect(told.map(({ ticket }) => ticket)).toContain(row.ticket)
        }
      }),
      { numRuns: 300 },
    )
  })
})
