import type { WorkflowDocument } from '@eddy/workflow'
import { derived, type Derived } from '../../store/document/steps-change.ts'
import { around, GridIndex } from './grid-index.ts'
import { nextScene } from './next-scene.ts'
import { adjacency, boxesOf, cell, linesOf, type Scene, type SceneSources } from './scene.ts'

const known = new WeakMap<WorkflowDocument, Map<string, Scene>>()
/** Of the whole drawing with nothing closed, which is how large ones are edited: one from the other. */
const plain = new Map<string, Derived<Scene>>()

/** The scene of a document, built once for each way to look at it. */
export function sceneOf(sources: SceneSources): Scene {
  const { document, lanes, density, folded, scope } = sources
  if (!folded?.size && scope === undefined) return plainScene(sources)
  const key = `${density}${lanes ? '+' : '-'}${[...(folded ?? [])].sort().join()}/${scope ?? ''}`
  let scenes = known.get(document)
  if (!scenes) {
    scenes = new Map()
    known.set(document, scenes)
  }
  let scene = scenes.get(key)
  if (!scene) {
    scene = build(sources)
    scenes.set(key, scene)
  }
  return scene
}

/** Takes the scene of a whole drawing with nothing closed that was built elsewhere. */
export function keepScene({ document, lanes, density }: Pick<SceneSources, 'document' | 'lanes' | 'density'>, scene: Scene): void {
  plainScenes({ lanes, density }).keep(document, scene)
}

function plainScene({ document, lanes, density }: SceneSources): Scene {
  return plainScenes({ lanes, density })(document)
}

function plainScenes({ lanes, density }: Pick<SceneSources, 'lanes' | 'density'>): Derived<Scene> {
  const key = `${density}${lanes ? '+' : '-'}`
  let scenes = plain.get(key)
  if (!scenes) {
    scenes = derived<Scene>({ whole: (whole) => build({ document: whole, lanes, density }), next: (start, next) => nextScene(start, { document: next, lanes, density }) })
    plain.set(key, scenes)
  }
  return scenes
}

function build(sources: SceneSources): Scene {
  const boxes = boxesOf(sources)
  const placed = { ...boxes, boxes: GridIndex.of(boxes.extents, cell.box) }
  const { reaches, ...lines } = linesOf(sources, placed)
  return { ...placed, ...lines, lines: GridIndex.of(reaches, cell.line), whole: around(boxes.extents), indexOf: (id) => boxes.at.get(id), linesAt: adjacency(boxes.ids.length, lines.joins) }
}
