import { type Positions, positionsOf, snap, withPositions } from '../document/positions.ts'
import { command, type Command } from './command.ts'

/** Places steps, by path; snapped to the grid. */
export function moveSteps(places: Positions, options: { readonly label?: string; readonly merge?: string } = {}): Command {
  return command(
    options.label ?? (Object.keys(places).length === 1 ? 'Move step' : 'Move steps'),
    (document) => {
      const positions = { ...positionsOf(document) }
      let moved = false
      for (const [path, [x, y]] of Object.entries(places)) {
        const before = positions[path]
        if (before?.[0] === snap(x) && before[1] === snap(y)) continue
        positions[path] = [snap(x), snap(y)]
        moved = true
      }
      return moved ? withPositions(document, positions) : document
    },
    options.merge,
  )
}
