import { createHash, randomBytes } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** A living process that has the folder's database open, or is about to. */
export interface FolderUser {
  /** Of the server that it is; undefined as long as it is none that is ready. */
  readonly url?: string | undefined
}

const saidSchema = z.object({ url: z.string().optional(), wants: z.boolean() })
type Said = z.infer<typeof saidSchema>

/** What the system takes for the address of a socket, in bytes: 104 to 108. */
const LONGEST_PATH = 100
/** Milliseconds that a process which stands still is waited for; it has the folder all the same. */
const ANSWER_MS = 2000
/** Milliseconds between two looks at others who want the folder too. */
const LOOK_MS = 10
/** Milliseconds, by the clock of the machine. */
const YOUNG_MS = 1000
/** Of a file system that has no sockets, such as some that are shared with a virtual machine, or of a folder that is only read. */
const NO_SOCKETS: ReadonlySet<string> = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL', 'EACCES', 'EROFS'])
/** Nobody is behind the address. */
const DEAD: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'])

/** Of servers that are ready, by the folder's own name. */
const urls = new Map<string, string>()

/**
 * Where the sockets are of those who have a folder or want it: in it, so that they are seen by whatever name it is reached, from another container, and with
 * another folder for temporary files; where that cannot be, among the temporary files. The system gives a socket up when its process ends, however that ends.
 */
function placesOf(real: string): readonly string[] {
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return [`\\\\.\\pipe\\eddy-${name}`]
  return [join(real, 'in-use'), join(tmpdir(), `eddy-${name}`)].filter((path) => Buffer.byteLength(join(path, newName())) <= LONGEST_PATH)
}

/** Who has the folder; undefined: nobody, or there is no such folder. */
export async function userOf(dir: string): Promise<FolderUser | undefined> {
  if (!existsSync(dir)) return undefined
  for (const place of placesOf(realpathSync(dir))) {
    const [said] = await othersAt(place, undefined)
    if (said) return { url: said.url }
  }
  return undefined
}

/** Tells those who ask for the folder, where it is locked, where its server is to be reached. */
export function tellAddress(dir: string, url: string): void {
  urls.set(realpathSync(dir), url)
}

/** Takes the folder for this process; throws where another one has it. Returns what gives it back. */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const taken = () => new Error(`another Eddy process is using ${dir}; stop it, or set DATABASE_URL to share a PostgreSQL server`)
  if (await userOf(dir)) throw taken()
  const real = realpathSync(dir)
  let refused: unknown = new Error(`the path of ${dir} is too long for its lock`)
  for (const place of placesOf(real)) {
    try {
      const unlock = await take(place, real)
      if (!unlock) throw taken()
      return unlock
    } catch (error) {
      if (!NO_SOCKETS.has(codeOf(error))) throw error
      refused = error
    }
  }
  throw refused
}

/**
 * Undefined where another one has it. Each who wants it says so first and looks then, so of two at least one sees the other; between those who want it the
 * first by name gets it, and waits until the others have gone or one of them has it, who has looked before.
 */
async function take(place: string, real: string): Promise<(() => Promise<void>) | undefined> {
  const name = newName()
  const want = await listen(place, { name, real })
  if (!want) return undefined
  for (;;) {
    const others = await othersAt(place, name)
    if (others.some((other) => !other.wants || other.name < name)) {
      await want.close()
      return undefined
    }
    if (others.length === 0) {
      want.have()
      return want.close
    }
    await sleep(LOOK_MS)
  }
}

interface Want {
  readonly have: () => void
  readonly close: () => Promise<void>
}

/** Undefined where the system itself lets only one have the address. */
async function listen(place: string, { name, real }: { readonly name: string; readonly real: string }): Promise<Want | undefined> {
  let wants = true
  const server = createServer((socket) => void socket.on('error', () => undefined).end(JSON.stringify({ url: urls.get(real), wants } satisfies Said)))
  if (process.platform !== 'win32') await mkdir(place, { recursive: true })
  try {
    await new Promise<void>((done, fail) => server.once('error', fail).listen(process.platform === 'win32' ? place : join(place, name), done))
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return undefined
    throw error
  }
  server.unref()
  return {
    have: () => void (wants = false),
    close: async () => {
      if (!wants) urls.delete(real)
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Those but this one who live; what killed processes have left is cleared away, since no name comes twice. */
async function othersAt(place: string, mine: string | undefined): Promise<readonly (Said & { readonly name: string })[]> {
  if (process.platform === 'win32') {
    const said = mine === undefined ? await ask(place) : undefined
    return said ? [{ ...said, name: '' }] : []
  }
  const names = await readdir(place).catch(() => [])
  const found = await Promise.all(names.filter((name) => name !== mine).map(async (name) => {
    const said = await ask(join(place, name))
    if (!said) await clearAway(join(place, name)).catch(() => undefined)
    return said ? [{ ...said, name }] : []
  }))
  return found.flat()
}

/** Not one that has just been made, by a process that is about to listen. */
async function clearAway(address: string): Promise<void> {
  const { mtimeMs } = await stat(address)
  if (Date.now() - mtimeMs > YOUNG_MS) await rm(address, { force: true })
}

function newName(): string {
  return `${randomBytes(4).toString('hex')}.sock`
}

async function ask(address: string): Promise<Said | undefined> {
  return new Promise((done) => {
    let text = ''
    const socket = createConnection(address)
    const end = (said: Said | undefined) => {
      socket.destroy()
      done(said)
    }
    socket.setTimeout(ANSWER_MS, () => end({ wants: false }))
    socket.on('data', (more) => (text += String(more)))
    socket.once('end', () => end(read(text)))
    // one that this user may not ask is somebody's
    socket.once('error', (error) => end(DEAD.has(codeOf(error)) ? undefined : { wants: false }))
  })
}

function read(text: string): Said {
  try {
    return saidSchema.parse(JSON.parse(text))
  } catch {
    return { wants: false }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
