import { createHash } from 'node:crypto'
import type { TableCounts } from './backup-format.ts'

const WIDTH = 256

/** What tells whether two tables hold the same rows, in whatever order they are read: the count, and the sum of the rows' SHA-256. */
export class RowsDigest {
  #rows = 0
  #sum = 0n

  add(row: string): void {
    this.#rows++
    this.#sum = BigInt.asUintN(WIDTH, this.#sum + BigInt(`0x${createHash('sha256').update(row).digest('hex')}`))
  }

  counts(): TableCounts {
    return { rows: this.#rows, digest: this.#sum.toString(16).padStart(WIDTH / 4, '0') }
  }
}
