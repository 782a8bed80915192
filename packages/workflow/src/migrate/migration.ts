/** A document of any format, as it was read. */
export type OlderDocument = { readonly [key: string]: unknown }

/** What a migration did at one place. */
export interface MigrationNote {
  /** Path of the step; empty for the document itself. */
  readonly step: string
  /** `exact`: the same, said otherwise. `refused`: this format has no place for it. */
  readonly how: 'exact' | 'refused'
  readonly message: string
}

export interface Migrated {
  readonly document: OlderDocument
  readonly notes: readonly MigrationNote[]
}

/** One step of the chain: a document of the format `from` becomes one of the next. It changes what the formats say differently, and nothing else. */
export interface Migration {
  readonly from: number
  migrate(document: OlderDocument): Migrated
}
