import { readFileSync } from 'node:fs'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { setStage, type Stage } from '../stage/set-stage.ts'

const logic = createLogic()

/** A document on a stage with the shipped kinds. */
export function stageOf(document: Pick<WorkflowDocument, 'steps'> & Partial<WorkflowDocument>, library: { readonly [name: string]: WorkflowDocument } = {}): Stage {
  return setStage({ eddy: 1, name: 'test', ...document }, { catalog, logic, workflow: (reference) => library[reference] })
}

/** A `POST` after others, undone by a `DELETE` of its own. */
export function post(name: string, more: Partial<Step> & { readonly after?: readonly string[] } = {}): Step {
  const { after, ...rest } = more
  return { name, kind: 'http.request', config: { method: 'POST', url: `http://127.0.0.1:1/${name}` }, undo: `undo_${name}`, ...(after ? { waitFor: after } : {}), ...rest }
}

/** The handler that undoes what `post` makes. */
export function remove(name: string): Step {
  return { name: `undo_${name}`, kind: 'http.request', config: { method: 'DELETE', url: `http://127.0.0.1:1/${name}/{{ id }}` }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] }
}

/** Steps one after the other, each undone by its handler. */
export function chain(names: readonly string[], more: { readonly [name: string]: Partial<Step> } = {}): Pick<WorkflowDocument, 'steps' | 'handlers'> {
  return { steps: names.map((name, index) => post(name, { ...(index > 0 ? { after: [names[index - 1] ?? ''] } : {}), ...more[name] })), handlers: names.map(remove) }
}

/** The template that is shipped. */
export function bookATrip(): WorkflowDocument {
  const text = readFileSync(new URL('../../../../apps/server/templates/book-trip.json', import.meta.url), 'utf8').replaceAll('{{demo}}', 'http://127.0.0.1:4410')
  return (JSON.parse(text) as { readonly document: WorkflowDocument }).document
}
