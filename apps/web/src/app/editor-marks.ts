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
export function editorMarks({ document, fixture, past, plan }: Marked, comparison: RunComparison | undefined): Marks {
  const marks = new Map<string, CardMark>()
  const note = (path: string, mark: CardMark) => marks.set(path, { ...marks.get(path), ...mark })
  for (const [path, pin] of Object.entries(fixture?.pins ?? {})) note(pinnedStep(path), { pin: pinMark(pin) })
  const others = plan ? planMarks(document, plan) : past && comparison ? pastMarks(document, past, comparison) : []
  for (const [path, mark] of others) note(path, mark)
  return marks
}

function pastMarks(document: WorkflowDocument, { steps }: PastView, { stale, spread }: RunComparison): readonly (readonly [string, CardMark])[] {
  const left = Object.entries(steps).filter(([path]) => locate(document, path) !== undefined)
  const last = left.map(([path, { status }]): readonly [string, CardMark] => {
    const reasons = stale.get(path)
    return [path, { last: status, ...(reasons ? { stale: reasons } : {}), ...(reasons && spread.has(path) ? { spread: true } : {}) }]
  })
  // steps that are new have no result, and are on the way all the same
  const fresh = stale.size > 0 ? [...spread].filter((path) => !stale.has(path)) : []
  return [...last, ...fresh.map((path): readonly [string, CardMark] => [path, { spread: true }])]
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
