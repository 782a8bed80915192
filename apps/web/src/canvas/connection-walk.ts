import type { Scene } from './layer/scene.ts'

export interface ConnectionStep {
  /** The card whose lines are walked along. */
  readonly path: string
  /** The line that is left; absent: none of them yet. */
  readonly line?: string | undefined
  readonly by: 1 | -1
}

/** The next line of a card, round and round. */
export function nextConnection(scene: Scene, { path, line, by }: ConnectionStep): string | undefined {
  const box = scene.indexOf(path)
  const lines = box === undefined ? [] : [...scene.linesAt(box)].flatMap((at) => scene.edges[at]?.id ?? [])
  const at = line === undefined ? -1 : lines.indexOf(line)
  return at === -1 ? lines.at(by === 1 ? 0 : -1) : lines[(at + by + lines.length) % lines.length]
}

/** The cards that a line is drawn between. */
export function endsOfLine(scene: Scene, line: string): readonly [string, string] | undefined {
  const at = scene.edges.findIndex(({ id }) => id === line)
  const [from, to] = [scene.ids[scene.joins[2 * at] ?? -1], scene.ids[scene.joins[2 * at + 1] ?? -1]]
  return at === -1 || from === undefined || to === undefined ? undefined : [from, to]
}
