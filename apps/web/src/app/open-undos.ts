import { useSyncExternalStore } from 'react'
import { client } from '../trpc/client.ts'

/** How much needs a person, over all runs. */
export interface OpenUndos {
  /** Undefined until the server has said. */
  readonly total: number | undefined
  /** Grows whenever something of it has changed. */
  readonly version: number
}

const NAME = 'eddy:open-undos'
const listeners = new Set<() => void>()
let told: OpenUndos = { total: undefined, version: 0 }
let listening = false

function tell(total: number): void {
  told = { total, version: told.version + 1 }
  for (const listener of listeners) listener()
}

/** One tab of the browser listens, tells the others, and another takes over when it closes: what they are told is counted once for all of them. */
function listen(): void {
  const channel = new BroadcastChannel(NAME)
  let leads = false
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') tell(data)
    else if (leads && told.total !== undefined) channel.postMessage(told.total)
  })
  channel.postMessage('how many?')
  const lead = () => {
    leads = true
    client.workbench.changes.subscribe(undefined, {
      onData: ({ total }) => {
        tell(total)
        channel.postMessage(total)
      },
    })
    // until the tab closes
    return new Promise<never>(() => {})
  }
  // browsers lock only on secure origins and on this machine's own
  if ('locks' in navigator) void navigator.locks.request(NAME, lead)
  else void lead()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!listening) {
    listening = true
    listen()
  }
  return () => listeners.delete(listener)
}

export function useOpenUndos(): OpenUndos {
  return useSyncExternalStore(subscribe, () => told)
}
