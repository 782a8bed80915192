import { useEffect } from 'react'
import { freeToMove } from '../free-to-move.ts'
import { type Held, movingBoxes } from './held.ts'
import type { Scene } from './scene.ts'

/** The elements of what is held move with every frame of a drag. */
export function useHeldFree(wrapper: HTMLElement | null, scene: Scene, held: Held | undefined): void {
  useEffect(() => {
    if (!wrapper || !held) return
    const boxes = movingBoxes(scene, held.ids)
    const elements = [...wrapper.querySelectorAll<HTMLElement>('.react-flow__node')].filter(({ dataset: { id = '' } }) => boxes.has(scene.indexOf(id) ?? -1))
    const stops = elements.map(freeToMove)
    return () => stops.forEach((stop) => stop())
  }, [wrapper, scene, held])
}
