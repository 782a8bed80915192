import { type KeyboardEvent, useRef } from 'react'
import { endsOfLine, nextConnection } from './connection-walk.ts'
import type { Scene } from './layer/scene.ts'

export interface ConnectionWalk {
  readonly scene: Scene
  readonly selected: ReadonlySet<string>
  readonly onCard: (path: string) => void
  readonly onLine: (line: string) => void
}

const turns: { readonly [key: string]: 1 | -1 } = { ArrowDown: 1, ArrowUp: -1 }
const sides: { readonly [key: string]: 0 | 1 } = { ArrowLeft: 0, ArrowRight: 1 }

/** Alt+Up and Alt+Down go along the lines of the selected card; with a line in focus, left and right go to its ends. True: it was such a key. */
export function useConnectionWalk({ scene, selected, onCard, onLine }: ConnectionWalk): (event: KeyboardEvent) => boolean {
  // a line has two cards: it is walked along those of the one that was left
  const along = useRef<string>(undefined)

  const turn = (line: string | undefined, by: 1 | -1): boolean => {
    const ends = line === undefined ? undefined : endsOfLine(scene, line)
    const path = ends ? (ends.find((end) => end === along.current) ?? ends[0]) : [...selected].find((id) => !id.includes('>'))
    const next = path === undefined ? undefined : nextConnection(scene, { path, line, by })
    if (next === undefined) return false
    along.current = path
    onLine(next)
    return true
  }

  const leave = (line: string, side: 0 | 1 | undefined): boolean => {
    const end = side === undefined ? undefined : endsOfLine(scene, line)?.[side]
    if (end !== undefined) onCard(end)
    return end !== undefined
  }

  return ({ target, key, altKey, shiftKey, ctrlKey, metaKey }) => {
    if (shiftKey || ctrlKey || metaKey) return false
    const line = target instanceof Element ? target.closest<SVGElement>('.react-flow__edge')?.dataset['id'] : undefined
    if (altKey) return key in turns && turn(line, turns[key] ?? 1)
    return line !== undefined && leave(line, sides[key])
  }
}
