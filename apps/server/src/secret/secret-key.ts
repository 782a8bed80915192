import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32
const OTHERS = 0o077

/** What secrets are sealed with. */
export interface SecretKey {
  readonly key: KeyObject
  /** Tells keys apart without telling anything about them. */
  readonly id: string
}

/**
 * The key of `EDDY_SECRET_KEY` (32 bytes as hex or base64), or that of `secret.key` in the data folder, which is made at first. Without
 * the key the stored secrets are lost: a copy of the database alone opens nothing.
 */
export function readSecretKey({ given, dataDir }: { readonly given: string | undefined; readonly dataDir: string }): SecretKey {
  return given === undefined ? keyOf(fileKey(join(dataDir, 'secret.key'))) : keyOf(parseKey(given, 'EDDY_SECRET_KEY'))
}

/** The same where there is one; nothing is made. */
export function existingKey({ given, dataDir }: { readonly given: string | undefined; readonly dataDir: string }): { readonly id: string; readonly text: string } | undefined {
  const path = join(dataDir, 'secret.key')
  if (given === undefined && !existsSync(path)) return undefined
  const bytes = given === undefined ? parseKey(readFileSync(path, 'utf8').trim(), path) : parseKey(given, 'EDDY_SECRET_KEY')
  return { id: keyOf(bytes).id, text: bytes.toString('base64') }
}

/** Makes the key of a restored data folder; nothing may be there. */
export function writeKey(dataDir: string, text: string): void {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'secret.key')
  if (!placeFile(path, parseKey(text, 'the key in the backup'))) throw new Error(`there is a key at ${path} already, which the restored one must not replace`)
}

function keyOf(bytes: Buffer): SecretKey {
  return { key: createSecretKey(bytes), id: createHash('sha256').update(bytes).digest('hex').slice(0, 8) }
}

function parseKey(text: string, where: string): Buffer {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (bytes.length !== BYTES) throw new Error(`${where} must be ${BYTES} bytes, as ${BYTES * 2} hexadecimal digits or as base64, such as \`openssl rand -base64 ${BYTES}\` gives`)
  return bytes
}

function fileKey(path: string): Buffer {
  const made = makeFile(path)
  if (made) return made
  // on Windows the mode says nothing; the folder is the user's own there
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0) chmodSync(path, 0o600)
  return parseKey(readFileSync(path, 'utf8').trim(), path)
}

/** A new key; undefined when there is one already. */
function makeFile(path: string): Buffer | undefined {
  mkdirSync(join(path, '..'), { recursive: true })
  // from a start that was killed before it had written it: nothing can be sealed with it
  if (existsSync(path) && statSync(path).size === 0) rmSync(path)
  const bytes = randomBytes(BYTES)
  return placeFile(path, bytes) ? bytes : undefined
}

/** Puts the key there whole or not at all, whenever the process dies; false when there is one already. */
function placeFile(path: string, bytes: Buffer): boolean {
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(beside, 'wx', 0o600)
  try {
    writeSync(file, `${bytes.toString('base64')}\n`)
    // what is sealed with a key that a power cut takes away is lost
    fsyncSync(file)
    linkSync(beside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    closeSync(file)
    rmSync(beside)
  }
}
