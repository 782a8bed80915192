import type { Problem } from '../catalog.ts'
import type { WorkflowDocument } from '../document.ts'

/** `exact`: does the same here. `approximated`: look at it. `refused`: there is nothing here that does it. */
export type Conversion = 'exact' | 'approximated' | 'refused'

/** What became of one thing of the foreign file. */
export interface ImportedItem {
  /** As it is called there. */
  readonly item: string
  /** The step's name and kind here, or `nothing`. */
  readonly became: string
  readonly how: Conversion
  /** Why it is not the same, or what is said otherwise now. */
  readonly note: string
  /** Path of the step in the document. */
  readonly step?: string
}

/** An item: exact without a note, refused where nothing became of it, else to be looked at. */
export function importedItem({ how, ...item }: Omit<ImportedItem, 'how'> & { readonly how?: Conversion | undefined }): ImportedItem {
  return { ...item, how: how ?? (item.note === '' ? 'exact' : item.became === 'nothing' ? 'refused' : 'approximated') }
}

export interface Imported {
  readonly ok: true
  readonly document: WorkflowDocument
  readonly report: readonly ImportedItem[]
  /** The number of the format that an older document had; absent where none was older. */
  readonly upgradedFrom?: number
}

/** `reason` is a sentence for the author; `problems` has everything that stands in the way, where there is more to say. */
export interface ImportRefused {
  readonly ok: false
  readonly reason: string
  readonly problems: readonly Problem[]
}

export type Importing = Imported | ImportRefused

export function refused(reason: string, problems: readonly Problem[] = []): ImportRefused {
  return { ok: false, reason, problems }
}

/** An importer takes any value and never throws: what it cannot read it refuses. */
export function importing(read: () => Importing): Importing {
  try {
    return read()
  } catch (error) {
    return refused(`It could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
