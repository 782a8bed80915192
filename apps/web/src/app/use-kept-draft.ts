import { useEffect } from 'react'
import type { EditorStore } from '../store/editor-store.ts'
import type { OpenedLog } from '../store/log/draft-log.ts'
import { noteSaved } from './last-saved.ts'
import { logWorks, noteLog } from './log-state.ts'

/** Keeps the draft in this browser as it changes, goes on with what was kept, and sends what is unsaved before the page goes. */
export function useKeptDraft(store: EditorStore, opened: OpenedLog | undefined): void {
  // the log and the end of the page are the browser's
  useEffect(() => {
    const log = opened?.log
    const keep = () => log?.keep(() => store.getState().kept())
    log?.onWrite((works) => {
      noteLog(works)
      if (works) noteSaved(new Date().toISOString())
    })
    let before = store.getState()
    const stop = store.subscribe((now) => {
      if (now.save.kind === 'saved' && now.save.at !== undefined) noteSaved(now.save.at)
      if (now.history !== before.history || now.clashes !== before.clashes || now.save !== before.save) keep()
      before = now
    })
    store.getState().resume()
    keep()
    for (const { kept, taken } of opened?.strays ?? []) {
      store.getState().takeStray(kept)
      // only once they are kept here are they forgotten there
      void log?.flush().then(() => (log.works ? taken() : undefined))
    }
    const leave = () => {
      void log?.flush()
      void store.getState().flush()
    }
    const hidden = () => document.visibilityState === 'hidden' && leave()
    const online = () => void store.getState().flush()
    const warn = (event: BeforeUnloadEvent) => {
      leave()
      if (!logWorks() && store.getState().save.kind !== 'saved') event.preventDefault()
    }
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', leave)
    window.addEventListener('beforeunload', warn)
    window.addEventListener('online', online)
    return () => {
      stop()
      leave()
      store.getState().dispose()
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('online', online)
    }
  }, [store, opened])
}
