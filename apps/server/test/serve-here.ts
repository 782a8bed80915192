import { createTRPCClient, httpLink } from '@trpc/client'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { afterAll } from 'vitest'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost, type RunHostOptions } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

export interface Parts {
  readonly host?: Partial<RunHostOptions>
  /** What the page and the API are given besides. */
  readonly around?: (db: Database) => Partial<Parameters<typeof buildApp>[0]>
}

export interface Served {
  readonly runs: RunHost
  readonly app: Awaited<ReturnType<typeof buildApp>>
}

/** What is opened anew with each server. */
export interface Opened {
  readonly runs: RunHost
  readonly around?: Partial<Parameters<typeof buildApp>[0]>
  /** Once runs have been taken up. */
  readonly onTakenUp?: () => Promise<void>
}

/** A server in this process that can be started again on its database, until the tests of the file are over. */
export async function serveAgain(open: (db: Database) => Opened) {
  const db = await openOwn()
  const start = async (): Promise<Served> => {
    const { runs, around = {}, onTakenUp } = open(db)
    const app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], ...around }, { host: '127.0.0.1', origins: [] })
    await app.listen({ port: 0, host: '127.0.0.1' })
    await runs.recover()
    await onTakenUp?.()
    return { runs, app }
  }
  let served = await start()
  const stop = async () => {
    await served.app.close()
    await served.runs.close()
  }
  afterAll(async () => {
    await stop()
    await db.close()
  })
  return {
    db,
    get runs() { return served.runs },
    get url() { return served.app.listeningOrigin },
    /** As kill -9 would: nothing is let go of gently. */
    restart: async () => {
      await stop()
      served = await start()
    },
  }
}

/** A server in this process, with a database of its own, until the tests of the file are over. */
export async function serveHere({ host = {}, around = () => ({}) }: Parts = {}) {
  const db = await openOwn()
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
