import { createStore } from 'zustand/vanilla'
import { client, queryClient, trpc } from '../../trpc/client.ts'

/** What waits for somebody, as the server says it; undefined until it has. */
interface InboxState {
  readonly open: number | undefined
  /** Unread, and of more than the level info. */
  readonly notices: number | undefined
}

const NAME = 'eddy.inbox'
const store = createStore<InboxState>(() => ({ open: undefined, notices: undefined }))
let started = false

/** Listening to the server begins with the first who looks. */
export function subscribeToInbox(listener: () => void): () => void {
  if (!started) {
    started = true
    void lead()
  }
  return store.subscribe(listener)
}

export function openQuestions(): number | undefined {
  return store.getState().open
}

export function unreadNotices(): number | undefined {
  return store.getState().notices
}

/**
 * One page of the browser listens to the server and tells the others: what they are told is counted once for all of them. When that page
 * goes, the next takes its place.
 */
async function lead(): Promise<void> {
  const { locks } = navigator
  const channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isState(data)) take(data)
    // a page that has just come asks the one that knows
    else if (leading) channel.postMessage(openQuestions() === undefined ? null : store.getState())
  })
  let leading = false
  const listen = () => {
    leading = true
    client.inbox.changes.subscribe(undefined, {
      onData: (state) => {
        take(state)
        channel.postMessage(state)
      },
    })
  }
  // missing where the page was not fetched securely
  if (!('locks' in navigator)) return listen()
  channel.postMessage(null)
  await locks.request(NAME, () => {
    listen()
    return new Promise(() => {})
  })
}

function isState(data: unknown): data is { readonly open: number; readonly notices: number } {
  return typeof data === 'object' && data !== null && 'open' in data && 'notices' in data
}

function take({ open, notices }: { readonly open: number; readonly notices: number }): void {
  store.setState({ open, notices })
  void queryClient.invalidateQueries({ queryKey: trpc.notice.list.queryKey() })
  void queryClient.invalidateQueries({ queryKey: trpc.inbox.list.queryKey() })
}
