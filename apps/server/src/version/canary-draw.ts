import { createHash } from 'node:crypto'

/** A number from [0, 1) that is always the same for a key, and spread evenly over keys. */
export function canaryDraw(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32
}
