const FIRST_MS = 500
const LONGEST_MS = 5000

/** Milliseconds before a broken connection is made again, more with every try in vain. `tries`: those before. */
export function retryDelay(tries: number): number {
  return Math.min(FIRST_MS * 2 ** tries, LONGEST_MS)
}
