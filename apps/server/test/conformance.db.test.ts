import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformanceCases, runCase, storedHost, type ConformanceHost } from '@eddy/engine/testing'
import { blankPGlite } from '../src/db/blank.mjs'
import { openDatabase, type Database } from '../src/db/index.ts'
import { EventStore } from '../src/run/event-store.ts'

let db: Database
let host: ConformanceHost

beforeAll(async () => {
  db = process.env['TEST_DATABASE_URL'] ? await openDatabase({ url: process.env['TEST_DATABASE_URL'] }) : await openDatabase({ pglite: await blankPGlite() })
  await db.prisma.definition.upsert({ where: { hash: 'conformance' }, create: { hash: 'conformance', content: {} }, update: {} })
  host = durableHost()
}, 120_000)
afterAll(async () => {
  await db.prisma.run.deleteMany({ where: { workflowName: 'conformance' } })
  await db.close()
})

/** The engine over the server's event log. Each process has a store of its own, as after a restart. */
function durableHost(): ConformanceHost {
  return storedHost({
    name: 'durable',
    async open(name, { document, input = {} }) {
      const id = `conformance-${process.pid}-${name}`
      await db.prisma.run.create({ data: { id, workflowName: 'conformance', definitionHash: 'conformance', contentHash: 'conformance', status: 'running', input: input as object, steps: document.steps.length } })
      let store: EventStore | undefined
      return {
        journal(_events, stateOf) {
          store = new EventStore(db, stateOf)
          return store.journal(id)
        },
        async read() {
          await store?.drain()
          const [events, row] = await Promise.all([store?.readLog(id) ?? [], db.prisma.run.findUnique({ where: { id } })])
          if (row && row.lastSeq > events.length) throw new Error(`the row of ${id} is at ${row.lastSeq}, its log at ${events.length}`)
          return events
        },
      }
    },
  })
}

const named = (cases: typeof conformanceCases) => cases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const)

describe('the durable host conforms', () => {
  it.concurrent.each(named(conformanceCases))('%s', async (_, one) => {
    expect(await runCase(host, one)).toEqual([])
  })
})

describe('wherever its process dies', () => {
  const chosen = new Set(['compose', 'secret-stays-out-of-the-log', 'undo-that-fails', 'one-stack-for-all-scopes', 'failure-lane', 'contained-group-goes-on-by-handler', 'map-skips', 'stream-over-a-crash', 'race', 'timers-over-a-crash'])
  it.concurrent.each(named(conformanceCases.filter(({ id }) => chosen.has(id))))('%s', async (_, one) => {
    for (let dieAt = 1; dieAt <= 40; dieAt++) expect([dieAt, await runCase(host, one, { dieAt })]).toEqual([dieAt, []])
  }, 60_000)

  it('all of these are there', () => {
    expect(conformanceCases.filter(({ id, survivesDeath }) => survivesDeath && chosen.has(id))).toHaveLength(chosen.size)
  })
})
