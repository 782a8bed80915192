import { createStore } from 'zustand/vanilla'
import { client, queryClient, trpc } from '../../trpc/client.ts'

interface InboxState {
  /** Open questions; undefined until the server has said. */
  readonly open: number | undefined
}

const NAME = 'eddy.inbox'
const store = createStore<InboxState>(() => ({ open: undefined }))
let started = false

/** How many questions are open, as the server says it; listening begins with the first who looks. */
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

/**
 * One page of the browser listens to the server and tells the others: a browser has only six connections to a server, and every page
 * needs some of them. When that page goes, the next takes its place.
 */
async function lead(): Promise<void> {
  const { locks } = navigator
  const channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') take(data)
    // a page that has just come asks the one that knows
    else if (leading) channel.postMessage(openQuestions() ?? null)
  })
  let leading = false
  const listen = () => {
    leading = true
    client.inbox.changes.subscribe(undefined, {
      onData: ({ open }) => {
        take(open)
        channel.postMessage(open)
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

function take(open: number): void {
  store.setState({ open })
  void queryClient.invalidateQueries({ queryKey: trpc.inbox.list.queryKey() })
}
