import type { Catalog } from '../catalog.ts'
import { isForeign } from './foreign.ts'
import { importEddy } from './import-eddy.ts'
import { importMermaid } from './import-mermaid.ts'
import { importN8n } from './import-n8n.ts'
import { importStateMachine } from './import-state-machine.ts'
import { refused, type Importing } from './imported.ts'

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
  if ('eddy' in json) return { ...importEddy(json, catalog), format: 'eddy' }
  if (Array.isArray(json['nodes'])) return { ...importN8n(json, catalog), format: 'n8n' }
  if (isForeign(json['states'])) return { ...importStateMachine(json), format: 'stateMachine' }
  // from before the format had a number
  if (typeof json['name'] === 'string' && Array.isArray(json['steps'])) return { ...importEddy(json, catalog), format: 'eddy' }
  if (isForeign(json['States']) && 'StartAt' in json) return refused('This is a state machine in the Amazon States Language, which is not read. Eddy reads state machines as XState writes them: { "id", "initial", "states" }.')
  return refused('This is JSON, but neither a workflow of Eddy or n8n nor a state machine.')
}
