// @module-tag once
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformanceCases, deathSample, runCase, runDeaths, storedHost, type ConformanceHost } from '@eddy/engine/testing'
import type { Journal } from '@eddy/engine'
import type { Database } from '../src/db/index.ts'
import { EventStore } from '../src/run/event-store.ts'
import { openOwn } from './open-own.ts'

let db: Database
let host: ConformanceHost

beforeAll(async () => {
  db = await openOwn()
  await db.prisma.definition.upsert({ where: { hash: 'conformance' }, create: { hash: 'conformance', content: {} }, update: {} })
  host = durableHost()
}, 240_000)
afterAll(async () => {
  await db.prisma.run.deleteMany({ where: { workflowName: 'conformance' } })
  await db.close()
})

/** The engine over the server's event log. As in the server all runs share one store, so that their commits do. */
function durableHost(): ConformanceHost {
  const store = new EventStore(db)
  return storedHost({
    name: 'durable',
    async open(name, { document, input = {} }) {
      const id = `conformance-${process.pid}-${name}`
      await db.prisma.run.create({ data: { id, workflowName: 'conformance', definitionHash: 'conformance', contentHash: 'conformance', status: 'running', input: input as object, steps: document.steps.length } })
      let journal: Journal | undefined
      return {
        journal(_events, stateOf) {
          const writer = store.journal(id)
          writer.state = stateOf
          return (journal = writer)
        },
        async read() {
          await journal?.flushed()
          return store.readLog(id)
        },
      }
    },
  })
}

const named = (cases: typeof conformanceCases) => cases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const)

// on a machine that is busy two short waits may end the other way round, which the log of the case then says
const options = { retry: 2 }

describe('the durable host conforms', () => {
  it.concurrent.each(named(conformanceCases))('%s', options, async (_, one) => {
    expect(await runCase(host, one)).toEqual([])
  })
})

describe('wherever its process dies', () => {
  it.concurrent.each(named(deathSample))('%s', options, async (_, one) => {
    expect(await runDeaths(host, one)).toEqual([])
  })
})
