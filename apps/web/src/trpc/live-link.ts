import { createWSClient, httpSubscriptionLink, wsLink, type TRPCLink } from '@trpc/client'
import { observable, type Unsubscribable } from '@trpc/server/observable'
import type { AppRouter } from '@eddy/server/router'
import { LiveSocket, socketAddress } from './live-socket.ts'
import { retryDelay } from './retry-delay.ts'
import { transport } from './transport.ts'

/** An idle socket is closed after so many milliseconds; less than the server leaves between two pings. */
const IDLE_MS = 5000

type Link = ReturnType<TRPCLink<AppRouter>>

/** Subscriptions: all of a page over one socket, or each as a stream of its own where no socket gets through. */
export const liveLink: TRPCLink<AppRouter> = (runtime) => {
  const overStreams: Link = httpSubscriptionLink({ url: '/trpc' })(runtime)
  let overSocket: Link | undefined
  const socket = () => {
    if (overSocket) return overSocket
    const client = createWSClient({
      url: () => socketAddress('/trpc'),
      // as much of the browser's as the client uses
      WebSocket: LiveSocket as unknown as typeof WebSocket,
      lazy: { enabled: true, closeMs: IDLE_MS },
      retryDelayMs: retryDelay,
    })
    // once everybody has left it: it would tell them that all is over
    transport.onStream(() => queueMicrotask(() => void client.close()))
    overSocket = wsLink<AppRouter>({ client })(runtime)
    return overSocket
  }
  return (asked) =>
    observable((observer) => {
      let leave = follow(transport.way() === 'stream' ? overStreams : socket())
      const stop = transport.onStream(() => {
        leave()
        leave = follow(overStreams)
      })
      return () => {
        stop()
        leave()
      }

      /** What comes by one of the ways; nothing more once it is left. */
      function follow(link: Link): () => void {
        let left = false
        const subscription: Unsubscribable = link(asked).subscribe({
          next: (value) => left || observer.next(value),
          error: (error) => left || observer.error(error),
          complete: () => left || observer.complete(),
        })
        return () => {
          left = true
          subscription.unsubscribe()
        }
      }
    })
}
