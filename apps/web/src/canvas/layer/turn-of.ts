import type { Turn } from './line-ends.ts'
import type { Scene } from './scene.ts'

/** How a line of a scene gets by the cards between its ends. */
export function turnOf({ turns }: Pick<Scene, 'turns'>, line: number): Turn {
  return turnFrom(turns[line] ?? Number.NaN)
}

/** A turn as one number, for a list of them: heights are as they are. */
export function turnNumber(turn: Turn): number {
  if (typeof turn === 'number') return turn
  return turn === 'middle' ? Number.NaN : turn === 'target' ? Infinity : -Infinity
}

function turnFrom(number: number): Turn {
  if (Number.isFinite(number)) return number
  return Number.isNaN(number) ? 'middle' : number > 0 ? 'target' : 'source'
}
