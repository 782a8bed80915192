import { renameStep as rename, type WorkflowDocument } from '@eddy/workflow'
import { locate, pathIn } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'

export type Rename = { readonly ok: true; readonly command: Command; readonly path: string } | { readonly ok: false; readonly reason: string }

/** Gives a step another name and rewrites all that refers to it, or says why not. Expressions see arguments only, so no text changes. */
export function renameStep(document: WorkflowDocument, path: string, name: string): Rename {
  const found = locate(document, path)
  const checked = rename(document, path, name)
  if (!checked.ok || !found) return { ok: false, reason: checked.ok ? `There is no step ${path}.` : checked.reason }
  const edit = command(`Rename ${stepLabel(found.step)} to ${name}`, (now) => {
    const renamed = rename(now, path, name)
    return renamed.ok ? renamed.document : now
  })
  return { ok: true, command: edit, path: pathIn(found.scope, name) }
}
