import { existsSync, writeFileSync } from 'node:fs'
import { catalog } from '@eddy/steps/contract'
import { compileWorkflow, type WorkflowDocument } from '@eddy/workflow'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { checkFile, requireDocument } from '../read-document.ts'
import { describeProblem, problemOf, Refusal } from '../refusal.ts'
import { openServer } from '../runs/server.ts'

export interface ExportOptions {
  readonly as: string
  readonly number?: number
  readonly out?: string
  readonly server?: string
}

const FORMS = ['json', 'typescript', 'mermaid', 'plan'] as const

/** `eddy export WHAT`: a file that is there, or else a workflow of the server. */
export async function exportCommand(what: string, options: ExportOptions, output: Output): Promise<number> {
  const form = FORMS.find((one) => one === options.as)
  if (form === undefined) throw new Refusal(`--as ${options.as}: there are ${FORMS.join(', ')}`, [problemOf('INVALID_OPTION', `--as ${options.as} is none of ${FORMS.join(', ')}`)])
  const document = what === '-' || existsSync(what) ? requireDocument(checkFile(what), (problem) => output.err(describeProblem(problem))) : await fromServer(what, options)
  const made = compileWorkflow(document, catalog)[form]
  const text = typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`
  if (options.out === undefined) output.out(text.trimEnd())
  else writeFileSync(options.out, text.endsWith('\n') ? text : `${text}\n`)
  return EXIT.succeeded
}

async function fromServer(what: string, { server, number }: ExportOptions): Promise<WorkflowDocument> {
  const host = openServer(server)
  // the shapes are those of docs/reference/api.md
  const rows = (await host.query('workflow.list', {})) as readonly { readonly id: string; readonly name: string }[]
  const found = rows.find(({ id, name }) => id === what || name === what)
  if (!found) throw new Refusal(`There is no file "${what}", and no workflow of that name or id at ${host.url}.`)
  const held = number === undefined ? await host.query('workflow.get', { id: found.id }) : await host.query('version.get', { workflowId: found.id, number })
  return (held as { readonly document: WorkflowDocument }).document
}
