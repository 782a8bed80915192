import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { blankPGlite } from '../src/db/blank.mjs'
import { openDatabase, type Database } from '../src/db/index.ts'
import { migratedPath } from './migrated.ts'

/** A database of its own, or that of TEST_DATABASE_URL. */
export async function openOwn(): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL']
  return url ? openDatabase({ url }) : openInMemory()
}

/** An empty database in memory: loaded with all migrations in it, which to apply again for each file takes half of what its start costs. */
export async function openInMemory(): Promise<Database> {
  const file = `${migratedPath()}.tar`
  if (existsSync(file)) return openHere(await PGlite.create({ loadDataDir: new Blob([readFileSync(file)]) }))
  const pglite = await blankPGlite()
  const db = await openHere(pglite)
  const tar = await pglite.dumpDataDir('none')
  // another process may make it at the same time
  writeFileSync(`${file}.${process.pid}`, Buffer.from(await tar.arrayBuffer()))
  renameSync(`${file}.${process.pid}`, file)
  return db
}

/** Its memory goes with it: the files after this one in the same process have databases too. */
async function openHere(pglite: PGlite): Promise<Database> {
  const db = await openDatabase({ pglite })
  return {
    ...db,
    close: async () => {
      await db.close()
      await pglite.close()
    },
  }
}
