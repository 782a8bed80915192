// @module-tag once
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import type { Admitted, Comer } from '../src/gate/line.ts'
import { StoredLine } from '../src/gate/stored-line.ts'
import { gateId } from '../src/gate/under-locks.ts'
import { LineOracle } from './line-oracle.ts'
import { openInMemory } from './open-own.ts'

const SERVERS = ['a', 'b'] as const
const RUNS = ['r0', 'r1', 'r2', 'r3', 'r4']
const GATE = gateId({ kind: 'lock', name: 'till', key: null })

type Act =
  | { readonly act: 'come'; readonly run: number; readonly server: number; readonly most: number }
  | { readonly act: 'leave'; readonly which: number }
  | { readonly act: 'look'; readonly which: number }
  | { readonly act: 'die'; readonly server: number }
  | { readonly act: 'revive'; readonly server: number }
  | { readonly act: 'end'; readonly run: number }
  /** Another server, or the same anew, has the run in hand, which by its log is inside or is not. */
  | { readonly act: 'take'; readonly run: number; readonly inside: boolean }

const nat = (max: number) => fc.nat(max)
const acts = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Act>[]>(
    { weight: 8, arbitrary: fc.record({ act: fc.constant('come' as const), run: nat(RUNS.length - 1), server: nat(1), most: fc.constantFrom(1, 1, 2, 3) }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('leave' as const), which: nat(9) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('look' as const), which: nat(9) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('die' as const), server: nat(1) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('revive' as const), server: nat(1) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('end' as const), run: nat(RUNS.length - 1) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('take' as const), run: nat(RUNS.length - 1), inside: fc.boolean() }) },
  ),
  { minLength: 1, maxLength: 25 },
)

describe('who is inside of a gate, and who stands before it, in the database', () => {
  let db: Database
  beforeAll(async () => {
    db = await openInMemory()
    await db.pool.query("INSERT INTO definition (hash, content) VALUES ('hash', '{}')")
  })
  afterAll(() => db.close())

  const reset = async () => {
    await db.pool.query('DELETE FROM gate_place')
    await db.pool.query('DELETE FROM run')
    await db.pool.query('DELETE FROM server')
    for (const id of SERVERS) await db.pool.query("INSERT INTO server (id, name, expires_at) VALUES ($1, '', now() + interval '1 hour')", [id])
    for (const id of RUNS) await db.pool.query("INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps, fence, owner_id) VALUES ($1, 'w', 'hash', 'hash', 'running', '{}', 0, 1, 'a')", [id])
  }
  const stored = async () => (await db.pool.query<{ owner: string; ticket: string; inside: boolean }>('SELECT owner, ticket, inside FROM gate_place ORDER BY place')).rows

  it('C6 C7 is as a plain list would have it, whatever comes in whatever order from two servers', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        await reset()
        const told: Admitted[] = []
        const lines = SERVERS.map((serverId) => new StoredLine({ db, serverId, onAdmitted: (admitted) => told.push(admitted) }))
        const oracle = new LineOracle(RUNS)
        const comers: { readonly who: Comer; readonly server: number }[] = []
        const lineOf = (server: number) => lines[server] as StoredLine
        const act = async (one: Act): Promise<void> => {
          if (one.act === 'come') {
            const runId = RUNS[one.run] ?? ''
            const who = { gate: GATE, owner: `${runId}/w`, runId, fence: oracle.fences.get(runId) ?? 0, ticket: `t${comers.length}`, most: one.most, key: 'till' }
            comers.push({ who, server: one.server })
            oracle.come(who, SERVERS[one.server] ?? '')
            oracle.admit()
            expect(await lineOf(one.server).come(who)).toEqual(oracle.placeOf(who))
          } else if (one.act === 'leave' || one.act === 'look') {
            // also who has left before, and whose ticket is an old one
            const comer = comers[one.which % Math.max(1, comers.length)]
            if (comer === undefined) return
            if (one.act === 'leave') oracle.leave(comer.who)
            oracle.admit()
            const answer = await lineOf(comer.server)[one.act](comer.who)
            if (one.act === 'look') expect(answer).toEqual(oracle.placeOf(comer.who))
          } else if (one.act === 'die' || one.act === 'revive') {
            const id = SERVERS[one.server] ?? ''
            oracle.dead[one.act === 'die' ? 'add' : 'delete'](id)
            await db.pool.query("UPDATE server SET expires_at = now() + $2::int * interval '1 minute' WHERE id = $1", [id, one.act === 'die' ? -1 : 60])
          } else if (one.act === 'end') {
            oracle.over.add(RUNS[one.run] ?? '')
            await db.pool.query("UPDATE run SET status = 'succeeded' WHERE id = $1", [RUNS[one.run]])
          } else {
            const runId = RUNS[one.run] ?? ''
            const fence = (oracle.fences.get(runId) ?? 0) + 1
            oracle.fences.set(runId, fence)
            oracle.settle(runId, one.inside)
            await db.pool.query('UPDATE run SET fence = $2 WHERE id = $1', [runId, fence])
            await lineOf(1).settle({ runs: [{ runId, fence }], owners: one.inside ? [`${runId}/w`] : [] })
          }
        }
        for (const one of list) {
          const inside = new Set(oracle.rows.filter((row) => row.inside).map(({ ticket }) => ticket))
          told.length = 0
          await act(one)
          expect(await stored()).toEqual(oracle.rows.map(({ owner, ticket, inside: within }) => ({ owner, ticket, inside: within })))
          // each who is let in is told, on its server
          expect(told.every(({ ticket, serverId }) => oracle.rows.some((row) => row.ticket === ticket && row.server === serverId && row.inside))).toBe(true)
          for (const row of oracle.rows) if (row.inside && !inside.has(row.ticket) && one.act !== 'come') expect(told.map(({ ticket }) => ticket)).toContain(row.ticket)
        }
      }),
      { numRuns: 300 },
    )
  })
})
