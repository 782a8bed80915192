import type { ImportedItem } from '@eddy/workflow'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What became of the parts of the file that a workflow was made of. */
export interface ImportNotes {
  readonly workflowId: string
  readonly report: readonly ImportedItem[]
}

const key = 'eddy.import'

/** Of the last import in this tab, until the person puts it away: a reload is no reason to lose what is still to be looked at. */
const notes = createStore<{ readonly last: ImportNotes | undefined }>(() => ({ last: remembered() }))

function remembered(): ImportNotes | undefined {
  try {
    const kept = sessionStorage.getItem(key)
    // written by this file alone
    return kept === null ? undefined : (JSON.parse(kept) as ImportNotes)
  } catch {
    return undefined
  }
}

export function keepImportNotes(last: ImportNotes | undefined): void {
  notes.setState({ last })
  try {
    if (last) sessionStorage.setItem(key, JSON.stringify(last))
    else sessionStorage.removeItem(key)
  } catch {
    // a browser that keeps nothing, or a report that is too long for it, still shows it until the page is left
  }
}

export function useImportNotes(workflowId: string): ImportNotes | undefined {
  return useStore(notes, ({ last }) => (last?.workflowId === workflowId ? last : undefined))
}
