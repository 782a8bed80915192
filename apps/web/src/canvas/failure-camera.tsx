import { Panel, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { OctagonX } from 'lucide-react'
import { use, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { SceneContext } from './layer/scene-context.ts'
import type { Scene } from './layer/scene.ts'
import { motion, travel as way } from './motion.ts'

export interface FailureCameraProps {
  /** The card at which the run has failed. */
  readonly failed: string | undefined
  /** What happens is new. Of what had happened when the page was opened, and while a moment of the past is looked at, the camera is the person's. */
  readonly watched: boolean
  readonly onSelect: (path: string) => void
}

/** A person who has not moved the camera for so long is not looking at anything else, in milliseconds. */
const PATIENCE_MS = 3000

/** Takes the camera to where a run fails, unless somebody is looking elsewhere: then a chip offers to. */
export function FailureCamera({ failed, watched, onSelect }: FailureCameraProps) {
  const { setCenter, getZoom } = useReactFlow()
  const store = useStoreApi()
  const scene = use(SceneContext)
  const element = useStore((state) => state.domNode)
  const touched = useRef(-Infinity)
  const keyed = useRef(-Infinity)
  const known = useRef(failed)
  const [offered, setOffered] = useState<string>()

  // only what a person does counts, not what the camera does by itself
  useEffect(() => {
    if (!element) return undefined
    const touch = () => {
      touched.current = performance.now()
    }
    const events = ['wheel', 'pointerdown', 'touchstart'] as const
    for (const event of events) element.addEventListener(event, touch, { capture: true, passive: true })
    const press = () => {
      keyed.current = performance.now()
    }
    window.addEventListener('keydown', press, { capture: true })
    // most keys leave the camera where it is
    const stop = store.subscribe((state, before) => {
      if (state.transform !== before.transform && performance.now() - keyed.current < motion.failure) touch()
    })
    return () => {
      stop()
      window.removeEventListener('keydown', press, { capture: true })
      for (const event of events) element.removeEventListener(event, touch, { capture: true })
    }
  }, [element, store])

  const travel = useCallback(
    (path: string) => {
      const box = boxOf(scene, path)
      if (!box) return
      const [left, top, right, bottom] = box
      void setCenter((left + right) / 2, (top + bottom) / 2, { zoom: Math.max(getZoom(), 0.75), ...way('failure') })
    },
    [scene, setCenter, getZoom],
  )

  // the camera is outside of React; it moves once, when a run that is watched fails
  useEffect(() => {
    const before = known.current
    known.current = failed
    if (!watched || failed === undefined || before === failed) return
    if (performance.now() - touched.current < PATIENCE_MS) setOffered(failed)
    else if (!isInSight(store.getState(), boxOf(scene, failed))) travel(failed)
  }, [failed, watched, store, scene, travel])

  if (offered === undefined || offered !== failed || !watched) return null
  return (
    <Panel position="top-center">
      <Button
        size="small"
        onClick={() => {
          travel(offered)
          onSelect(offered)
          setOffered(undefined)
        }}
      >
        <OctagonX size={14} aria-hidden /> Jump to failure
      </Button>
    </Panel>
  )
}

type Camera = Pick<ReturnType<ReturnType<typeof useStoreApi>['getState']>, 'transform' | 'width' | 'height'>
type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Where a card lies, whoever draws it. */
function boxOf(scene: Scene | undefined, path: string): Box | undefined {
  const index = scene?.indexOf(path)
  if (scene === undefined || index === undefined) return undefined
  const [left = 0, top = 0, right = 0, bottom = 0] = scene.extents.subarray(4 * index, 4 * index + 4)
  return [left, top, right, bottom]
}

/** Readable, and wholly on the screen: then nothing has to move. */
function isInSight({ transform: [x, y, zoom], width, height }: Camera, box: Box | undefined): boolean {
  if (!box || zoom < 0.6) return false
  const [left, top, right, bottom] = box
  return left * zoom + x >= 0 && top * zoom + y >= 0 && right * zoom + x <= width && bottom * zoom + y <= height
}
