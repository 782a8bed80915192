import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../../..', import.meta.url))
const cache = join(top, 'node_modules', '.cache', 'eddy')

/** Puts a migrated, empty database into a data folder that has none: as its first start would, which takes two seconds of a processor for it. */
export async function putDatabase(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'pg'))) cpSync(await migrated(), join(dataDir, 'pg'), { recursive: true })
}

/** Where such a database is kept: one for the migrations and the PGlite that there are. */
export function migratedPath(): string {
  const migrations = join(top, 'prisma', 'migrations')
  const hash = createHash('sha256').update(readFileSync(join(top, 'pnpm-lock.yaml')))
  for (const name of readdirSync(migrations).filter((each) => !each.endsWith('.toml')).sort()) hash.update(name).update(readFileSync(join(migrations, name, 'migration.sql')))
  mkdirSync(cache, { recursive: true })
  return join(cache, `migrated-${hash.digest('hex').slice(0, 12)}`)
}

/** The folder of such a database, made once. */
async function migrated(): Promise<string> {
  const folder = migratedPath()
  if (existsSync(folder)) return folder
  const making = mkdtempSync(join(cache, 'migrating-'))
  // most find it made, and need none of the database's code
  const { openDatabase } = await import('../src/db/index.ts')
  await (await openDatabase({ dir: making })).close()
  try {
    renameSync(join(making, 'pg'), folder)
  } catch (error) {
    // another process has been faster
    if (!existsSync(folder)) throw error
  }
  rmSync(making, { recursive: true, force: true })
  return folder
}
