import type { DrawnNode } from '../note-nodes.ts'

/** Where Tab enters the drawing: at the card that was selected last, as long as it is drawn, else at the first one. */
export class TabEntry {
  private last = ''

  among(nodes: readonly DrawnNode[], selected: ReadonlySet<string>): string | undefined {
    const reachable = new Set(nodes.filter(({ hidden, focusable }) => !hidden && focusable !== false).map(({ id }) => id))
    this.last = [...selected].findLast((id) => reachable.has(id)) ?? this.last
    if (reachable.has(this.last)) return this.last
    return nodes.find(({ id, type }) => reachable.has(id) && type !== 'note')?.id ?? [...reachable][0]
  }
}
