import type { WorkflowDocument } from '../document.ts'

/** What became of one thing of the foreign file. */
export interface ImportedItem {
  /** As it is called there. */
  readonly item: string
  /** The step's name and kind here, or `nothing`. */
  readonly became: string
  /** What is to be looked at; empty when nothing is. */
  readonly note: string
}

export interface Imported {
  readonly ok: true
  readonly document: WorkflowDocument
  readonly report: readonly ImportedItem[]
}

/** `reason` is a sentence for the author. */
export interface ImportRefused {
  readonly ok: false
  readonly reason: string
}

export type Importing = Imported | ImportRefused

export function refused(reason: string): ImportRefused {
  return { ok: false, reason }
}

/** An importer takes any value and never throws: what it cannot read it refuses. */
export function importing(read: () => Importing): Importing {
  try {
    return read()
  } catch (error) {
    return refused(`It could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
