import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../../store/document/locate.ts'
import { stepLabel } from '../../store/document/step-label.ts'
import { markOf, type MarkName } from '../../ui/step-state.ts'
import { type CardState, type Strip, stripDuring } from '../card-state.ts'
import type { Overlay } from '../overlay.ts'
import { leavesOf } from '../../store/document/leaves.ts'
import { statusWords } from '../status-words.tsx'
import { insideOf, problemsInside } from '../scope/inside-of.ts'
import { insideWords } from '../scope/inside-words.ts'
import { byUrgency } from '../scope/worst-of.ts'
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
  readonly strip: Strip
  readonly problem: 'error' | 'warning' | undefined
}

export interface LookSources {
  readonly document: WorkflowDocument
  readonly scene: Scene
  readonly catalog: Catalog
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  readonly overlay: Overlay | undefined
  /** Lines that are not drawn: pairs of ends stand for them. */
  readonly cut?: ReadonlySet<string> | undefined
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
    const folded = scene.shapes[box] === shape.folded
    const last = folded ? undefined : known.get(step)
    if (last) return last
    const contract = catalog.get(step.kind)
    const handler = scene.shapes[box] === shape.handler
    const look: Look = {
      title: stepLabel(step),
      subtitle: folded ? insideWords(insideOf(document, catalog, scene.ids[box] ?? '')) : (contract?.title ?? step.kind),
      icon: contract?.icon ?? 'box',
      group: handler ? 'handler' : (contract?.group ?? 'none'),
      strip: handler || folded || scene.shapes[box] === shape.container ? 'none' : undoStrip(step, contract),
    }
    // what a closed container holds is told by the document, not by the step alone
    if (!folded) known.set(step, look)
    return look
  }

  state(box: number): CardState | undefined {
    const { overlay, scene } = this.sources
    const id = scene.ids[box] ?? ''
    return overlay && scene.shapes[box] === shape.folded ? this.worstInside(overlay, id) : overlay?.get(id)
  }

  /** A failure in a closed container is never hidden. */
  private worstInside(overlay: Overlay, id: string): CardState | undefined {
    let worst = overlay.get(id)
    for (const path of leavesOf(this.sources.document).get(id) ?? []) {
      const state = overlay.get(path)
      if (urgency(state) < urgency(worst)) worst = state
    }
    return worst
  }

  /** How it stands, in a word; asked only of what can be read. */
  word(box: number): string | undefined {
    const state = this.state(box)
    return state && state.status !== 'idle' ? statusWords(state, this.sources.overlay) : undefined
  }

  standing(box: number): Standing {
    const { document, scene, problemsOf } = this.sources
    const state = this.state(box)
    const { strip } = this.of(box)
    const id = scene.ids[box] ?? ''
    const problems = scene.shapes[box] === shape.folded ? problemsInside(document, problemsOf, id) : problemsOf.get(id)
    return {
      mark: state && markOf(state.status),
      strip: state ? stripDuring(strip, state) : strip,
      problem: problems?.length ? (problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning') : undefined,
    }
  }
}

/** Less is more urgent. */
function urgency(state: CardState | undefined): number {
  const at = state ? byUrgency.indexOf(state.status) : -1
  return at === -1 ? byUrgency.length : at
}
