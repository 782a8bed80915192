import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync, chmodSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { makeBackup } from '../src/backup/make-backup.ts'
import { moveDatabase } from '../src/backup/move-database.ts'
import { restoreBackup, type RestoreOptions } from '../src/backup/restore-backup.ts'
import { openDatabase, Prisma, type Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { existingKey, readSecretKey } from '../src/secret/secret-key.ts'
import { createSecretStore } from '../src/secret/secret-store.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-backup-'))
const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: backups of one, and the move to one, are not tested.')
let postgres: Postgres | undefined

beforeAll(async () => {
  if (programs !== undefined) postgres = await startPostgres(programs)
})
afterAll(async () => {
  await postgres?.close()
  rmSync(dir, { recursive: true, force: true })
})

let made = 0
const placeOf = (name: string, url?: string): RestoreOptions & { readonly dataDir: string } => {
  const dataDir = join(dir, `${name}-${++made}`)
  return { path: '', url, dataDir, folders: { workspace: join(dataDir, 'workspace'), journal: join(dataDir, 'file-journals') }, givenKey: undefined }
}
const open = ({ url, dataDir }: Pick<RestoreOptions, 'url' | 'dataDir'>) => openDatabase({ url, dir: dataDir })
const hostOf = (db: Database) => new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })

/** A database in which there is something of everything that is hard to keep. */
async function fill(place: ReturnType<typeof placeOf>): Promise<{ readonly waiting: string; readonly ended: string }> {
  mkdirSync(place.dataDir, { recursive: true })
  const db = await open(place)
  const runs = hostOf(db)
  const start = async (name: string, steps: readonly object[]) => {
    const { id } = await createWorkflow(db, { eddy: 1, name, title: 'Über "alles" \\ \n 🐦', steps } as never)
    return runs.start({ workflowId: id, input: {} })
  }
  const ended = await start('ended', [{ name: 'big', kind: 'expression', config: { expr: '$join([1..4000].("é\\n\\"" & $string($)))' } }])
  const waiting = await start('waiting', [{ name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }])
  await vi.waitUntil(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: ended } })).endedAt !== null, { timeout: 60_000, interval: 20 })
  await vi.waitUntil(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: waiting } })).lastSeq >= 2, { timeout: 60_000, interval: 20 })
  await runs.close()
  await createSecretStore({ db, key: readSecretKey({ given: undefined, dataDir: place.dataDir }), environment: { names: () => [], get: () => undefined } as never }).set('api', 'hunter2')
  // a JSON null is not the same as nothing
  await db.prisma.sentSignal.create({ data: { key: 'k', name: 'n', payload: Prisma.JsonNull, sentBy: 'r' } })
  await db.prisma.apiToken.create({ data: { id: 't', name: 'it, "{x}"', hash: 'h', hint: 'e', scopes: ['read', 'a "quoted", one', ''] } })
  await db.prisma.metricTotal.create({ data: { name: 'm', labelKey: '{}', labels: {}, value: 0.1 + 0.2 } })
  await db.close()
  mkdirSync(join(place.folders.workspace, 'in/empty'), { recursive: true })
  mkdirSync(place.folders.journal, { recursive: true })
  writeFileSync(join(place.folders.workspace, 'in/a.bin'), Buffer.from(Array.from({ length: 900_000 }, (_, i) => (i * 7919) % 256)))
  chmodSync(join(place.folders.workspace, 'in/a.bin'), 0o640)
  symlinkSync('in/a.bin', join(place.folders.workspace, 'link'))
  writeFileSync(join(place.folders.journal, 'undo.json'), '{"was":"there"}')
  return { waiting, ended }
}
async function backup(place: ReturnType<typeof placeOf>, withKey = false) {
  const db = await open(place)
  const path = join(dir, `backup-${++made}.eddy`)
  const result = await makeBackup({ db, path, folders: place.folders, key: withKey ? existingKey({ given: undefined, dataDir: place.dataDir })?.text : undefined })
  await db.close()
  return { path, ...result }
}

/** With one bit turned at the place, or at the first after it where that changes what is packed: the same may be said in two ways. */
function damaged(good: Buffer, at: number): Buffer {
  const bad = Buffer.from(good)
  bad[at] = (bad[at] ?? 0) ^ 0x10
  try {
    return gunzipSync(bad).equals(gunzipSync(good)) ? damaged(good, at + 1) : bad
  } catch {
    return bad
  }
}

describe('a backup', () => {
  let source: ReturnType<typeof placeOf>
  let runs: { readonly waiting: string; readonly ended: string }
  let kept: Awaited<ReturnType<typeof backup>>
  beforeAll(async () => {
    source = placeOf('source')
    runs = await fill(source)
    kept = await backup(source)
  })

  it('brings back every row and every file, and a run that waited goes on', async () => {
    const target = { ...placeOf('target'), path: kept.path }
    expect(await restoreBackup(target)).toMatchObject({ end: kept.end, secrets: 'key missing' })
    expect((await backup(target)).end).toEqual(kept.end)
    expect(kept.end.tables['sent_signal']?.rows).toBe(1)
    expect(readFileSync(join(target.folders.workspace, 'in/a.bin')).equals(readFileSync(join(source.folders.workspace, 'in/a.bin')))).toBe(true)
    expect(statSync(join(target.folders.workspace, 'in/a.bin')).mode & 0o777).toBe(0o640)
    expect(readlinkSync(join(target.folders.workspace, 'link'))).toBe('in/a.bin')
    expect(existsSync(join(target.folders.workspace, 'in/empty'))).toBe(true)
    expect(readFileSync(join(target.folders.journal, 'undo.json'), 'utf8')).toBe('{"was":"there"}')
    expect(existsSync(join(target.dataDir, 'secret.key'))).toBe(false)
    const db = await open(target)
    const host = hostOf(db)
    expect(await host.recover()).toBe(1)
    expect(await host.signal(runs.waiting, { name: 'paid', payload: 3 })).toBe(true)
    expect((await host.settled(runs.waiting)).value).toBe(3)
    expect((await db.prisma.sentSignal.findUniqueOrThrow({ where: { key: 'k' } })).payload).toBeNull()
    await host.close()
    await db.close()
  })

  it('opens the secrets again when it has the key, or the key is there', async () => {
    const target = { ...placeOf('with-key'), path: (await backup(source, true)).path }
    expect(await restoreBackup(target)).toMatchObject({ secrets: 'readable' })
    expect(statSync(join(target.dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
    const db = await open(target)
    const secrets = createSecretStore({ db, key: readSecretKey({ given: undefined, dataDir: target.dataDir }), environment: { names: () => [], get: () => undefined } as never })
    expect(await secrets.get('api')).toBe('hunter2')
    await db.close()
    expect(readFileSync(kept.path).includes('hunter2')).toBe(false)
  })

  it('is refused when it is damaged anywhere, cut off, or something else, and leaves nothing behind', async () => {
    const good = readFileSync(kept.path)
    const target = placeOf('damaged')
    const path = join(dir, 'damaged.eddy')
    for (const at of [12, 0.2, 0.5, 0.8].map((place) => (place < 1 ? Math.floor(good.length * place) : place))) {
      writeFileSync(path, damaged(good, at))
      await expect(restoreBackup({ ...target, path })).rejects.toThrow(/damaged|no backup/)
    }
    for (const length of [0, 5, good.length - 9, Math.floor(good.length / 2)]) {
      writeFileSync(path, good)
      truncateSync(path, length)
      await expect(restoreBackup({ ...target, path })).rejects.toThrow(/damaged|cut off|no backup/)
    }
    writeFileSync(path, 'something else')
    await expect(restoreBackup({ ...target, path })).rejects.toThrow(/no backup/)
    await expect(restoreBackup({ ...target, path: join(dir, 'nowhere') })).rejects.toThrow(/There is no file/)
    await expect(restoreBackup({ ...target, path: dir })).rejects.toThrow(/is a folder, and no backup/)
    expect(existsSync(target.dataDir)).toBe(false)
  })

  it('is refused where something is, and changes nothing there', async () => {
    await expect(restoreBackup({ ...source, path: kept.path })).rejects.toThrow(/not empty/)
    const elsewhere = { ...source, folders: placeOf('elsewhere').folders, path: kept.path }
    await expect(restoreBackup(elsewhere)).rejects.toThrow(/something in the database already/)
    expect(existsSync(elsewhere.folders.workspace)).toBe(false)
    await expect(restoreBackup({ ...placeOf('away'), url: 'postgresql://nobody:secret@127.0.0.1:9/x', path: kept.path })).rejects.toThrow('The database at postgresql://127.0.0.1:9/x cannot be opened: connect ECONNREFUSED')
    expect((await backup(source)).end).toEqual(kept.end)
  })

  it('is never written over another', async () => {
    const db = await open(source)
    const path = join(dir, 'taken.eddy')
    writeFileSync(`${path}.unfinished`, 'x')
    await expect(makeBackup({ db, path, folders: source.folders })).rejects.toThrow(/is there already: another backup is being written, or one was broken off/)
    expect(readFileSync(`${path}.unfinished`, 'utf8')).toBe('x')
    await db.close()
  })

  it.skipIf(programs === undefined)('goes from the embedded database to PostgreSQL and back', async () => {
    const there = { ...placeOf('there', await postgres?.database()), path: kept.path }
    await restoreBackup(there)
    const again = await backup(there)
    expect(again.end).toEqual(kept.end)
    const back = { ...placeOf('back'), path: again.path }
    await restoreBackup(back)
    expect((await backup(back)).end).toEqual(kept.end)
  })

  it.skipIf(programs === undefined)('of a PostgreSQL that is at work is as of one moment: every log is as long as its row says', async () => {
    const busy = placeOf('busy', await postgres?.database())
    const db = await open(busy)
    const host = hostOf(db)
    const { id } = await createWorkflow(db, { eddy: 1, name: 'busy', steps: Array.from({ length: 10 }, (_, i) => ({ name: `s${i}`, kind: 'expression', config: { expr: '1' }, ...(i > 0 ? { waitFor: [`s${i - 1}`] } : {}) })) } as never)
    let going = true
    const work = (async () => {
      while (going) await Promise.all(Array.from({ length: 5 }, () => host.start({ workflowId: id, input: {} })))
    })()
    await vi.waitUntil(async () => (await db.prisma.run.count()) > 100, { timeout: 60_000, interval: 20 })
    const path = join(dir, 'busy.eddy')
    const { end } = await makeBackup({ db, path, folders: busy.folders })
    going = false
    await work
    await host.close()
    expect(await db.prisma.run.count()).toBeGreaterThan(end.tables['run']?.rows ?? 0)
    await db.close()
    const target = { ...placeOf('calm', await postgres?.database()), path }
    await restoreBackup(target)
    const restored = await open(target)
    expect(await restored.prisma.$queryRaw`SELECT id FROM run WHERE last_seq <> (SELECT count(*) FROM run_event e WHERE e.run_id = run.id)`).toEqual([])
    await restored.close()
  })
})

describe('a zipped file of something else', () => {
  it('is said to be no backup', async () => {
    const target = placeOf('zipped')
    const path = join(dir, 'other.gz')
    writeFileSync(path, gzipSync('hello\n'))
    await expect(restoreBackup({ ...target, path })).rejects.toThrow(/is no backup of Eddy.*Nothing was restored\.$/)
  })
})

describe.skipIf(programs === undefined)("another program's database", () => {
  it('is refused by restore and move, and no table is made in it', async () => {
    const url = (await postgres?.database()) ?? ''
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query('CREATE TABLE shop AS SELECT 1 AS id')
      const source = placeOf('source')
      mkdirSync(source.dataDir, { recursive: true })
      const { path } = await backup(source)
      await expect(restoreBackup({ ...placeOf('foreign', url), path })).rejects.toThrow(/already \(shop\).*Nothing was changed/)
      await expect(moveDatabase({ dataDir: source.dataDir, url, withRuns: false })).rejects.toThrow(/already \(shop\).*Nothing was moved/)
      expect((await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).rows).toEqual([{ tablename: 'shop' }])
    } finally {
      await client.end()
    }
  }, 120_000)
})

describe.skipIf(programs === undefined)('the move to PostgreSQL', () => {
  it('is all or nothing: refused with runs that are not over, taken along when asked; the old copy does not go on', async () => {
    const source = placeOf('moving')
    const { waiting } = await fill(source)
    const before = (await backup(source)).end.tables
    const url = (await postgres?.database()) ?? ''
    await expect(moveDatabase({ dataDir: source.dataDir, url, withRuns: false })).rejects.toThrow(/1 run is not over/)
    const open1 = await open(source)
    await expect(moveDatabase({ dataDir: source.dataDir, url, withRuns: true })).rejects.toThrow(/A server is using/)
    await open1.close()

    const moved = await moveDatabase({ dataDir: source.dataDir, url, withRuns: true })
    expect(moved).toEqual({ tables: before, unfinished: 1 })
    await expect(open(source)).rejects.toThrow(/was moved to postgresql:\/\/127\.0\.0\.1/)
    const db = await openDatabase({ url })
    const host = hostOf(db)
    expect(await host.recover()).toBe(1)
    expect(await host.signal(waiting, { name: 'paid', payload: 4 })).toBe(true)
    expect((await host.settled(waiting)).value).toBe(4)
    await host.close()
    await db.close()
  })

  it('leaves both as they were when it fails', async () => {
    const source = placeOf('staying')
    await fill(source)
    const url = (await postgres?.database()) ?? ''
    const target = await openDatabase({ url })
    await target.prisma.setting.create({ data: { name: 'x', value: 1 } })
    await expect(moveDatabase({ dataDir: source.dataDir, url, withRuns: true })).rejects.toThrow(/only an empty one/)
    await target.prisma.setting.deleteMany()
    // what arrives is not what was sent
    await target.pool.query('CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title := \'other\'; RETURN NEW; END $$; CREATE TRIGGER spoil BEFORE INSERT ON workflow FOR EACH ROW EXECUTE FUNCTION spoil()')
    await expect(moveDatabase({ dataDir: source.dataDir, url, withRuns: true })).rejects.toThrow(/are not what they were/)
    expect(await target.prisma.workflow.count()).toBe(0)
    await target.close()
    await (await open(source)).close()
    const away = 'postgresql://nobody:secret@127.0.0.1:9/x'
    await expect(moveDatabase({ dataDir: source.dataDir, url: away, withRuns: true })).rejects.toThrow('The database at postgresql://127.0.0.1:9/x cannot be opened: connect ECONNREFUSED 127.0.0.1:9. Look whether')
    await (await open(source)).close()
  })

  it.each([
    ['has been committed, is taken as what it is', true],
    ['has not been, leaves both as they were', false],
  ])('a connection that breaks while the copy is committed, which %s', async (_what, arrives) => {
    const source = placeOf(`broken ${arrives}`)
    await fill(source)
    const url = (await postgres?.database()) ?? ''
    // breaks the first connection that commits once the folder is marked
    let broken = false
    const between = createServer((client) => {
      const server = connect(Number(new URL(url).port), '127.0.0.1')
      const end = () => void [client, server].map((socket) => socket.destroy())
      for (const socket of [client, server]) socket.on('error', end).on('close', end)
      server.on('data', (data) => client.write(data))
      client.on('data', (data) => {
        if (broken || !existsSync(join(source.dataDir, 'moved.json')) || !data.includes('COMMIT')) return void server.write(data)
        broken = true
        server.removeAllListeners('data').once('data', end)
        if (arrives) server.write(data)
        else end()
      })
    })
    await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening))
    const through = new URL(url)
    through.hostname = '127.0.0.1'
    // a server that listens has one
    through.port = String((between.address() as AddressInfo).port)
    const moving = moveDatabase({ dataDir: source.dataDir, url: through.href, withRuns: true })
    if (arrives) expect((await moving).tables['workflow']?.rows).toBe(2)
    else await expect(moving).rejects.toThrow()
    between.close()
    expect(broken).toBe(true)
    expect(existsSync(join(source.dataDir, 'moved.json'))).toBe(arrives)
    const target = await openDatabase({ url })
    expect(await target.prisma.workflow.count()).toBe(arrives ? 2 : 0)
    await target.close()
  })
})
