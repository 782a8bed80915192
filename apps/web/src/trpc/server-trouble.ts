import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '@eddy/server/router'

/** What keeps the server from its database, in a sentence; undefined when nothing does. */
let trouble: string | undefined
const listeners = new Set<() => void>()

export const serverTrouble = {
  now: () => trouble,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

function set(next: string | undefined): void {
  if (next === trouble) return
  trouble = next
  for (const listener of listeners) listener()
}

const CODES: ReadonlySet<string> = new Set(['DATABASE_AWAY', 'DISK_FULL'])

/** Notes what the answers say of the database. Only the question whether it is there ends the trouble: others may be answered without it. */
export const troubleLink: TRPCLink<AppRouter> = () => ({ next, op }) =>
  observable((observer) =>
    next(op).subscribe({
      next(value) {
        if (op.path === 'system.health') set(undefined)
        observer.next(value)
      },
      error(error) {
        const { eddy } = error.data ?? {}
        if (eddy && CODES.has(eddy.code)) set(eddy.message)
        observer.error(error)
      },
      complete: () => observer.complete(),
    }),
  )
