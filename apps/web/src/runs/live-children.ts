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
  address: (runId) => `/runs/${runId}`,
}
