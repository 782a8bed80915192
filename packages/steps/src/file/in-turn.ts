const last = new Map<string, Promise<unknown>>()

/**
 * Runs actions of one workspace one after the other in this process: two appends never lose one another's text, a check is never
 * outdated by the next step, and an attempt that timed out is over before its retry begins.
 */
export async function inTurn<T>(workspace: string, action: () => Promise<T>): Promise<T> {
  const before = last.get(workspace) ?? Promise.resolve()
  const mine = before.then(action, action)
  last.set(workspace, mine)
  try {
    return await mine
  } finally {
    if (last.get(workspace) === mine) last.delete(workspace)
  }
}
