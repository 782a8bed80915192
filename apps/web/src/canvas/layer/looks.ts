import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../../store/document/locate.ts'
import { stepLabel } from '../../store/document/step-label.ts'
import { markOf, wordOf, type MarkName } from '../../ui/step-state.ts'
import { type CardState, type Strip, stripDuring } from '../card-state.ts'
import type { Overlay } from '../overlay.ts'
import { undoStrip } from '../undo-strip.ts'
import type { Group } from './palette.ts'
import { type Scene, shape } from './scene.ts'

/** What a card says, but for where it is. */
export interface Look {
  readonly title: string
  readonly subtitle: string
  readonly icon: string
  readonly group: Group | 'none' | 'handler'
  readonly strip: Strip
}

/** How a card stands now. */
export interface Standing {
  readonly mark: MarkName | undefined
  readonly word: string | undefined
  readonly strip: Strip
  readonly problem: 'error' | 'warning' | undefined
}

export interface LookSources {
  readonly document: WorkflowDocument
  readonly scene: Scene
  readonly catalog: Catalog
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  readonly overlay: Overlay | undefined
}

const nothing: Look = { title: '', subtitle: '', icon: 'box', group: 'none', strip: 'none' }
/** By step: a step that is not changed looks the same in every document. */
const known = new WeakMap<object, Look>()

/** What the cards of a scene look like, asked for one by one. */
export class Looks {
  constructor(readonly sources: LookSources) {}

  get overlaid(): boolean {
    return this.sources.overlay !== undefined
  }

  of(box: number): Look {
    const { document, scene, catalog } = this.sources
    const step = locate(document, scene.ids[box] ?? '')?.step
    if (!step) return nothing
    const last = known.get(step)
    if (last) return last
    const contract = catalog.get(step.kind)
    const handler = scene.shapes[box] === shape.handler
    const look: Look = {
      title: stepLabel(step),
      subtitle: contract?.title ?? step.kind,
      icon: contract?.icon ?? 'box',
      group: handler ? 'handler' : (contract?.group ?? 'none'),
      strip: handler || scene.shapes[box] === shape.container ? 'none' : undoStrip(step, contract),
    }
    known.set(step, look)
    return look
  }

  state(box: number): CardState | undefined {
    return this.sources.overlay?.get(this.sources.scene.ids[box] ?? '')
  }

  standing(box: number): Standing {
    const { scene, problemsOf } = this.sources
    const state = this.state(box)
    const { strip } = this.of(box)
    const problems = problemsOf.get(scene.ids[box] ?? '')
    return {
      mark: state && markOf(state.status),
      word: state && state.status !== 'idle' ? wordOf(state.status) : undefined,
      strip: state ? stripDuring(strip, state) : strip,
      problem: problems?.length ? (problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning') : undefined,
    }
  }
}
