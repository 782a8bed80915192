import { randomBytes } from 'node:crypto'

/** An identifier that sorts by the time of its making. */
export function newId(): string {
  return Date.now().toString(36).padStart(9, '0') + randomBytes(8).toString('hex')
}
