import { useEffect } from 'react'
import { useRehearsal, useRehearsalStore } from './rehearsal-context.tsx'
import { playNext } from './rehearsal-store.ts'

/** Lets time pass for what is played. */
export function usePlaying(): void {
  const store = useRehearsalStore()
  const playing = useRehearsal((state) => state.played?.playing ?? false)
  // the clock of a rehearsal is the browser's
  useEffect(() => {
    if (!playing) return
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      const { played, speed } = store.getState()
      if (played === undefined || !played.playing) return
      const { playback } = played
      timer = setTimeout(() => {
        playNext(store)
        next()
      }, (playback.nextAt - playback.playedAt) / speed)
    }
    next()
    return () => clearTimeout(timer)
  }, [store, playing])
}
