import type { Lease, RunLeases } from './run-leases.ts'

/** Few at first, so that servers that come together share them; then ever more, since each question for more looks at all that are left. */
const FIRST_AT_ONCE = 200
const MOST_AT_ONCE = 3200

/** Runs that nobody living has in hand, taken for this server while those before are being loaded. */
export async function* orphanedRuns(leases: RunLeases): AsyncGenerator<readonly Lease[]> {
  const take = async (most: number) => ({ most, taken: await leases.takeOrphans(most) })
  let next = take(FIRST_AT_ONCE)
  try {
    for (let more = true; more; ) {
      const { most, taken } = await next
      more = taken.length === most
      next = more ? take(Math.min(most * 2, MOST_AT_ONCE)) : Promise.resolve({ most: 0, taken: [] })
      next.catch(() => undefined)
      yield taken
    }
  } finally {
    // taken in vain when those before could not be loaded
    await next.then(({ taken }) => leases.free(taken), () => undefined)
  }
}
