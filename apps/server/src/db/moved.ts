import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const movedSchema = z.object({ to: z.string(), at: z.string() })
const fileIn = (dir: string): string => join(dir, 'moved.json')

/** Says in the folder that its database has gone elsewhere: two copies that both go on would carry out every unfinished run twice. */
export function markMoved(dir: string, to: string): void {
  writeFileSync(fileIn(dir), `${JSON.stringify({ to, at: new Date().toISOString() })}\n`)
}

export function unmarkMoved(dir: string): void {
  rmSync(fileIn(dir), { force: true })
}

export function refuseMoved(dir: string): void {
  if (!existsSync(fileIn(dir))) return
  const moved = movedSchema.safeParse(JSON.parse(readFileSync(fileIn(dir), 'utf8'))).data
  throw new Error(`the database of ${dir} was moved to ${moved?.to ?? 'a PostgreSQL server'}${moved ? ` at ${moved.at}` : ''}; set DATABASE_URL to that. To go back to the copy that is still here, and lose what has happened since, delete ${fileIn(dir)}`)
}
