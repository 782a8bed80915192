import type { Scene } from './scene.ts'

/** The lines of these ids that the scene has, in its order. */
export function linesOf(scene: Scene, ids: Iterable<string>): readonly number[] {
  const lines: number[] = []
  for (const id of ids) {
    const line = lineOf(scene, id)
    if (line !== undefined) lines.push(line)
  }
  return lines.sort((left, right) => left - right)
}

/** A line by its id, found at the card that it leads to: an index of all lines would cost more than it saves. */
export function lineOf(scene: Scene, id: string): number | undefined {
  const target = scene.boxFor(id.slice(id.indexOf('>') + 1))
  return target === undefined ? undefined : scene.linesAt(target).find((line) => scene.edges[line]?.id === id)
}
