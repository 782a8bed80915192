import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinCluster, type Cluster } from '../src/cluster/cluster.ts'
import { openDatabase, type Database } from '../src/db/index.ts'
import { LiveWorkflows } from '../src/live/live-workflows.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const programs = postgresPrograms()
/** More than one notification of PostgreSQL holds. */
const PEOPLE = 200

describe.skipIf(programs === undefined)('many people on a workflow, with servers that share a PostgreSQL', () => {
  let postgres: Postgres
  const open: { readonly db: Database; readonly cluster: Cluster }[] = []

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    const url = await postgres.database()
    for (let n = 0; n < 2; n++) {
      const db = await openDatabase({ url })
      open.push({ db, cluster: await joinCluster(db, 8000) })
    }
  }, 240_000)
  afterAll(async () => {
    for (const { db, cluster } of open) {
      await cluster.leave()
      await db.close()
    }
    await postgres.close()
  })

  it('are all seen on the other server, and what else is told meanwhile arrives too', async () => {
    const [here, there] = open.map(({ cluster }) => new LiveWorkflows(cluster.bus))
    if (!here || !there) throw new Error('there are no servers')
    await expect.poll(() => {
      there.join({ workflow: 'w', session: 'watching' })()
      here.join({ workflow: 'w', session: 'first', name: 'Ada' })
      return there.people('w').length
    }, { timeout: 20_000 }).toBe(1)
    const told = there.listen('w', new AbortController().signal)
    for (let n = 0; n < PEOPLE; n++) here.join({ workflow: 'w', session: `session-${n}`, name: `Grüße ${n}`, step: `step_${n}` })
    here.saved('w', 7, 'session-3')
    await expect.poll(() => there.people('w').length, { timeout: 20_000 }).toBe(PEOPLE + 1)
    expect(there.people('w').find(({ session }) => session === 'session-77')).toMatchObject({ name: 'Grüße 77', step: 'step_77' })
    // all that was heard since
    expect(await told.next()).toContainEqual({ saved: { revision: 7, session: 'session-3', name: 'Grüße 3' } })
  }, 60_000)
})
