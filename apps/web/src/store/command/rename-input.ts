import { renameInput as rename, type WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from './command.ts'

/** Gives an input another name, also in the arguments that take it, or says why not. */
export function renameInput(document: WorkflowDocument, from: string, name: string): { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly reason: string } {
  const checked = rename(document, from, name)
  if (!checked.ok) return checked
  const edit = command(`Rename input ${from} to ${name}`, (now) => {
    const renamed = rename(now, from, name)
    return renamed.ok ? renamed.document : now
  })
  return { ok: true, command: edit }
}
