import { ORDER, type WorkflowDocument } from '@eddy/workflow'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { stepPath } from '../store/edit-title.ts'
import type { Clash } from '../store/meet.ts'

/** Clashes that are one choice: where cards stand is chosen for all of them. */
export interface Choice {
  readonly key: string
  readonly title: string
  readonly with: Clash['with']
  readonly ids: readonly string[]
  readonly mine: string
  readonly theirs: string
}

export function choicesOf(document: WorkflowDocument, clashes: readonly Clash[]): readonly Choice[] {
  const places = (clash: Clash) => clash.place[0] === 'view' && clash.place[1] === 'positions'
  const moved = clashes.filter(places)
  const cards = moved.length === 1 ? 'a card stands' : `${moved.length} cards stand`
  const together: readonly Choice[] = moved[0] ? [{ key: 'positions', title: `Where ${cards}`, with: moved[0].with, ids: moved.map(({ id }) => id), mine: 'As it is drawn now', theirs: moved.length === 1 ? text(moved[0].theirs) : 'As they stand there' }] : []
  return [...clashes.filter((clash) => !places(clash)).map((clash) => ({ key: clash.id, title: titleOf(document, clash), with: clash.with, ids: [clash.id], mine: text(clash.mine), theirs: text(clash.theirs) })), ...together]
}

/** `Charge card · config · amount` */
function titleOf(document: WorkflowDocument, { place, mine, theirs }: Clash): string {
  const path = stepPath(document, place)
  const step = path === undefined ? undefined : locate(document, path)?.step
  const rest = step ? place.slice(place.lastIndexOf(step.name) + 1) : place
  const whole = typeof (mine ?? theirs) === 'object' && (mine === undefined || theirs === undefined)
  const fields = (step ? rest : place).map((key) => (key === ORDER ? 'order' : key))
  return [...(step ? [stepLabel(step)] : ['The workflow']), ...fields, ...(whole && fields.length === 0 ? ['the step itself'] : [])].join(' · ')
}

const longest = 2000

function text(value: unknown): string {
  if (value === undefined) return 'Not there'
  const written = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return written.length > longest ? `${written.slice(0, longest)} …` : written
}
