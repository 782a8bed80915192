import { createTRPCClient, httpLink } from '@trpc/client'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { afterAll } from 'vitest'
import { blankPGlite } from '../src/db/blank.mjs'
import { openDatabase, type Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost, type RunHostOptions } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'

export interface Parts {
  readonly host?: Partial<RunHostOptions>
  /** What the page and the API are given besides. */
  readonly around?: (db: Database) => Partial<Parameters<typeof buildApp>[0]>
}

/** A server in this process, with a database of its own (or that of TEST_DATABASE_URL), until the tests of the file are over. */
export async function serveHere({ host = {}, around = () => ({}) }: Parts = {}) {
  const url = process.env['TEST_DATABASE_URL']
  const db = await openDatabase(url ? { url } : { pglite: await blankPGlite() })
  const runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator(), ...host })
  const app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], ...around(db) }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  afterAll(async () => {
    await app.close()
    await runs.close()
    await db.close()
  })
  return { db, runs, app, api: () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] }) }
}
