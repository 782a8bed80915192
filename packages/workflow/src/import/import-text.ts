import type { Catalog } from '../catalog.ts'
import { isName } from '../names.ts'
import { buildScopeTree } from '../scope-tree.ts'
import { measure } from '../validate/measure.ts'
import { readDocument } from '../validate/read-document.ts'
import { isForeign, listAt } from './foreign.ts'
import { importMermaid } from './import-mermaid.ts'
import { importN8n } from './import-n8n.ts'
import { importStateMachine } from './import-state-machine.ts'
import { importing, refused, type ImportedItem, type Importing } from './imported.ts'

export type ImportFormat = 'eddy' | 'n8n' | 'mermaid' | 'stateMachine'

export type TextImporting = Importing & { readonly format?: ImportFormat }

/** Imports a text of any format that is known, told by what it holds. Never throws. */
export function importText(text: string, catalog: Catalog): TextImporting {
  if (text.trim() === '') return refused('There is nothing to read.')
  if (!/^\s*[[{"]/.test(text)) return { ...importMermaid(text), format: 'mermaid' }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('This begins like JSON, but cannot be read as such.')
  }
  if (!isForeign(json)) return refused('This is JSON, but no workflow.')
  if ('eddy' in json) return { ...importEddy(json), format: 'eddy' }
  if (Array.isArray(json['nodes'])) return { ...importN8n(json, catalog), format: 'n8n' }
  if (isForeign(json['states'])) return { ...importStateMachine(json), format: 'stateMachine' }
  return refused('This is JSON, but neither a workflow of Eddy or n8n nor a state machine.')
}

/** A document of Eddy is taken as it is: whatever else is wrong with it shows up as problems. */
function importEddy(json: { readonly [key: string]: unknown }): Importing {
  return importing(() => {
    const excess = measure(json)
    if (excess) return refused(excess.message)
    if (json['eddy'] !== 1) return refused(`This workflow has the format ${JSON.stringify(json['eddy'])}; this Eddy reads format 1.`)
    const { document, problems } = readDocument(json)
    const fault = problems.find(({ severity }) => severity === 'error')
    if (fault || !isName(document.name) || listAt(json, 'steps').length !== document.steps.length) return refused(`This workflow cannot be read: ${fault?.message ?? 'its name or its steps are malformed.'}`)
    const report = buildScopeTree(document).steps.map(({ path, step }): ImportedItem => ({ item: path, became: `${step.name} (${step.kind})`, note: '' }))
    return { ok: true, document, report }
  })
}
