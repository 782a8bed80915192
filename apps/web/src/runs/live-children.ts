import { client } from '../trpc/client.ts'
import type { ChildSource } from './child-source.ts'
import { EarlyEvents } from './early-events.ts'

export const liveChildren: ChildSource = {
  list: async (of) => (await client.run.children.query(of)).map(({ id }) => id),
  load: (runId) => client.run.get.query({ runId }),
  feed(runId, store) {
    const events = new EarlyEvents(runId)
    const stop = events.listen()
    events.handTo(store)
    return stop
  },
  hear({ runId, step }, told) {
    const subscription = client.run.changes.subscribe(undefined, {
      onData: (rows) => rows.some(({ origin }) => origin?.runId === runId && origin.step === step) && told(),
      // what happened before it listened was told to nobody
      onStarted: told,
    })
    return () => subscription.unsubscribe()
  },
  address: (runId) => `/runs/${runId}`,
}
