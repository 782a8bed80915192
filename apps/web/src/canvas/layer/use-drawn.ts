import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { Batches, type Drawn } from './batches.ts'
import type { Scene } from './scene.ts'
import { useSight } from './use-sight.ts'
import { type Touched, wantedIn } from './wanted.ts'

/** What React Flow draws of a scene now. */
export function useDrawn(scene: Scene, touched: Touched, wrapper: HTMLElement | null): Drawn {
  const [batches] = useState(() => new Batches())
  const sight = useSight(wrapper, batches.hold)
  const wanted = useMemo(() => wantedIn(scene, sight, touched), [scene, sight, touched])
  const first = useRef(true)
  // the frames are the browser's; before the paint, so that nothing that is touched is missing for a moment
  useLayoutEffect(() => {
    const sized = sight.area.right > sight.area.left
    batches.aim(wanted, touched, first.current)
    if (sized) first.current = false
  }, [batches, wanted, touched, sight])
  useEffect(() => () => batches.dispose(), [batches])
  return useSyncExternalStore(batches.subscribe, batches.snapshot)
}
