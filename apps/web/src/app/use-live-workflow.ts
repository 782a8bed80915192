import { useEffect } from 'react'
import { locate } from '../store/document/locate.ts'
import type { EditorStore } from '../store/editor-store.ts'
import type { People } from '../store/people.ts'
import { client } from '../trpc/client.ts'
import { takeInNews } from './take-in-news.ts'
import { displayName, onDisplayName } from './display-name.ts'

/** Milliseconds between two signs of life; a lease on the server lasts 40 s. */
const beat = 15_000
/** A walk through cards with the arrow keys is told once. */
const settle = 150

export interface LiveOptions {
  readonly store: EditorStore
  readonly people: People
  /** This editor, among all that are open. */
  readonly session: string
  /** The fixtures of the workflow are others. Never changes. */
  readonly onFixtures: () => void
}

/** Hears at once when the workflow is saved elsewhere and takes it in; shows who else is here, and tells them where this page is. */
export function useLiveWorkflow({ store, people, session, onFixtures }: LiveOptions): void {
  // the channel is the server's
  useEffect(() => {
    const { id } = store.getState()
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false

    const self = () => {
      const { selection, document } = store.getState()
      const step = [...selection].find((path) => locate(document, path))
      const name = displayName()
      return { id, session, ...(name ? { name } : {}), ...(step === undefined ? {} : { step }) }
    }
    const tell = () => {
      clearTimeout(timer)
      if (ended) return
      timer = setTimeout(tell, beat)
      // without a lease this page counts as gone: the channel says hello again
      client.workflow.here.mutate(self()).then(({ here }) => here || connect(), () => undefined)
    }
    const tellSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(tell, settle)
    }

    const takeIn = async (revision: number, who: string | undefined) => {
      await store.getState().saveIdle()
      if (ended || revision <= store.getState().kept().stored.revision) return
      const { document, revision: now } = await client.workflow.get.query({ id })
      await store.getState().saveIdle()
      if (!ended && now > store.getState().kept().stored.revision) store.getState().meet({ document, revision: now }, who)
    }
    let taking = Promise.resolve()

    const subscribe = () =>
      client.workflow.live.subscribe(self(), {
        onStarted: () => {
          // what waited for the connection goes now
          void store.getState().flush()
          tellSoon()
        },
        onConnectionStateChange: ({ state }) => {
          if (state === 'connecting') people.set([])
        },
        onData: (message) => {
          if (message.people) people.set(message.people.filter((person) => person.session !== session))
          if (message.removed) store.getState().notify('This workflow was removed elsewhere. Your draft of it stays in this browser.')
          takeInNews(id, message)
          if (message.fixtures) onFixtures()
          const { saved } = message
          // an answer that does not come is asked for again by the next save or message
          if (saved && saved.session !== session) taking = taking.then(() => takeIn(saved.revision, saved.name)).catch(() => undefined)
        },
        onError: () => people.set([]),
      })
    let channel = subscribe()
    const connect = () => {
      channel.unsubscribe()
      channel = subscribe()
    }

    let before = store.getState().selection
    const stopSelection = store.subscribe(({ selection }) => {
      if (selection !== before) tellSoon()
      before = selection
    })
    const stopName = onDisplayName(tellSoon)
    return () => {
      ended = true
      clearTimeout(timer)
      stopSelection()
      stopName()
      channel.unsubscribe()
    }
  }, [store, people, session, onFixtures])
}
