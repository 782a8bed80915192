import { compareWithRun, type Fixture, type Pin, pinnedStep, type RunComparison, type WorkflowDocument } from '@eddy/workflow'
import type { CardMark, Marks } from '../canvas/card-marks.ts'
import { locate, stepIndex } from '../store/document/locate.ts'
import type { PastView } from '../store/trial/past-view.ts'
import type { ShownPlan } from '../store/trial/trial-store.ts'

export interface Marked {
  readonly document: WorkflowDocument
  readonly fixture: Fixture | undefined
  readonly past: PastView | undefined
  readonly plan: ShownPlan | undefined
}

/** How the draft stands beside the run at hand; undefined without one. */
export function comparisonOf({ document, fixture, past }: Omit<Marked, 'plan'>): RunComparison | undefined {
  return past && compareWithRun({ document, pins: fixture?.pins ?? {}, input: fixture?.input, past: past.past })
}

/** What stands on each card of the draft. While a plan is shown, what has been plays no part. */
export function editorMarks(marked: Marked, comparison: RunComparison | undefined): Marks {
  const marks = new Map<string, CardMark>()
  const note = (path: string, mark: CardMark) => marks.set(path, { ...marks.get(path), ...mark })
  for (const [path, pin] of Object.entries(marked.fixture?.pins ?? {})) note(pinnedStep(path), { pin: pinMark(pin) })
  if (marked.plan) {
    for (const [path, mark] of planMarks(marked.document, marked.plan)) note(path, mark)
    return marks
  }
  for (const [path, { status }] of Object.entries(marked.past?.steps ?? {})) {
    const stale = comparison?.stale.get(path)
    if (locate(marked.document, path)) note(path, { last: status, ...(stale ? { stale } : {}) })
  }
  for (const path of comparison?.stale.size ? comparison.spread : []) note(path, { spread: true })
  return marks
}

export function pinMark(pin: Pin): NonNullable<CardMark['pin']> {
  if (pin.kind === 'value') return { kind: 'value', text: `it does nothing and returns ${shortly(pin.value)}` }
  const often = pin.attempts === undefined ? 'on every attempt' : pin.attempts === 1 ? 'on the first attempt' : `on the first ${pin.attempts} attempts`
  return { kind: 'failure', text: `it fails with ${pin.code} ${often}` }
}

const most = 60

function shortly(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** A container's steps share its part. Handlers and the failure lane are marked with what they belong to by their lines only. */
function planMarks(document: WorkflowDocument, { plan }: ShownPlan): Marks {
  const roles = new Map(plan.steps.map(({ name, step }) => [name, step]))
  return new Map(
    [...stepIndex(document).values()].flatMap(({ path, scope }) => {
      if (scope.kind === 'handlers') return []
      if (scope.kind === 'failure') return [[path, { plan: 'skip' as const }] as const]
      const top = path.split('.', 1)[0] ?? ''
      const role = roles.get(top)
      if (!role) return []
      const effects = role.role === 'run' && path === top ? role.effects : []
      return [[path, { plan: role.role, ...(effects.length > 0 ? { effects } : {}) }] as const]
    }),
  )
}
