import { type Catalog, type Problem, validate, type WorkflowDocument } from '@eddy/workflow'
import { isInside } from '../document/inside.ts'
import { locate, pathIn, resolveName, root } from '../document/locate.ts'
import { resultOf } from '../document/scope-return.ts'
import { stepLabel } from '../document/step-label.ts'
import { reached } from '../document/ways.ts'
import { canEnclose, canGroup, type Enclosure } from '../rule/can-group.ts'
import { extractedWorkflow } from './extracted-workflow.ts'
import { handlersOf } from './handlers-of.ts'
import { Ports } from './ports.ts'
import { withoutExtracted } from './without-extracted.ts'
import type { ExtractPlan } from './extract-plan.ts'

export interface ExtractRefusal {
  readonly ok: false
  readonly reason: string
  readonly nearest?: ReadonlySet<string>
}

export interface ExtractRequest {
  readonly paths: ReadonlySet<string>
  readonly catalog: Catalog
  readonly title: string
}

/** Works out what a selection takes and gives, or says why it cannot stand alone. */
export function planExtract(document: WorkflowDocument, { paths, catalog, title }: ExtractRequest): ExtractPlan | ExtractRefusal {
  const enclosure = canEnclose(document, paths, { results: 'many' })
  if (!enclosure.ok) return enclosure
  if (enclosure.scope.kind === 'failure') return { ok: false, reason: 'These steps run after a failed run was rolled back, and read its error. Only forward steps become a workflow of their own.' }
  const ports = new Ports(document, catalog)
  const { handlers, waits, workflow, returned } = extractedWorkflow(document, { enclosure, ports, title })
  const fault = twoResults(document, enclosure, returned) ?? lateReader(document, enclosure.members)
  if (fault) return fault
  const plan: ExtractPlan = { ok: true, enclosure, inputs: ports.list, returned, handlers, waits, workflow }
  const broken = newError(document, plan, catalog)
  return broken === undefined ? plan : { ok: false, reason: `As a workflow of their own they would not work: ${broken}` }
}

/** The result of what is around cannot be only a part of a value. */
function twoResults(document: WorkflowDocument, { scope, members }: Enclosure, returned: readonly string[]): ExtractRefusal | undefined {
  const result = resultOf(document, scope)
  const last = result === undefined ? undefined : pathIn(scope, result)
  const other = returned.find((path) => path !== last)
  if (last === undefined || other === undefined || !members.includes(last)) return undefined
  const around = canGroup(document, new Set(members))
  const whole = scope.kind === 'container' ? label(document, scope.path) : 'the workflow'
  return { ok: false, reason: `${label(document, last)} is the result of ${whole}, and ${label(document, other)} is used outside too: one step cannot give both.`, ...(!around.ok && around.nearest ? { nearest: around.nearest } : {}) }
}

/** A handler that goes along reads, when it undoes, a result that need not be there when the selection starts. */
function lateReader(document: WorkflowDocument, members: readonly string[]): ExtractRefusal | undefined {
  const before = reached(document, members, 'upstream')
  for (const handler of handlersOf(document, members)) {
    for (const { from } of handler.arguments ?? []) {
      const path = 'result' in from ? resolveName(document, root, from.result) : undefined
      if (path === undefined || members.some((member) => path === member || isInside(path, member)) || before.has(path)) continue
      const and = new Set([...members, path])
      return { ok: false, reason: `${stepLabel(handler)} undoes with the result of ${label(document, path)}, which the selection does not come after.`, ...(canEnclose(document, and, { results: 'many' }).ok ? { nearest: and } : {}) }
    }
  }
  return undefined
}

function label(document: WorkflowDocument, path: string): string {
  const found = locate(document, path)
  return found ? stepLabel(found.step) : path
}

/** The first error that only the extraction brings. What was wrong before may stay wrong. */
function newError(document: WorkflowDocument, plan: ExtractPlan, catalog: Catalog): string | undefined {
  const errors = (each: WorkflowDocument) => validate(each, { catalog }).filter(({ severity }) => severity === 'error')
  const before = counted(errors(document))
  const after = [...errors(plan.workflow), ...errors(withoutExtracted(document, plan, { reference: plan.workflow.name, title: plan.workflow.title ?? '' }).document)]
  for (const [code, count] of counted(after)) if (count > (before.get(code) ?? 0)) return after.find((problem) => problem.code === code)?.message
  return undefined
}

function counted(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}
