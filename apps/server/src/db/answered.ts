import { setTimeout as sleep } from 'node:timers/promises'

/** How long those wait for the database who must answer in any case, as to a probe. */
const PATIENCE_MS = 3000

/** What the database answers; rejects with a sentence when nothing comes in three seconds, whatever becomes of the question. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  const giveUp = new AbortController()
  try {
    return await Promise.race([answer, sleep(PATIENCE_MS, undefined, { ref: false, signal: giveUp.signal }).then(() => Promise.reject(new Error(`no answer in ${PATIENCE_MS} ms`)))])
  } finally {
    giveUp.abort()
  }
}
