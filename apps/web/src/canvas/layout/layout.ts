/** A card, or a container with what is in it. */
export interface Block {
  readonly id: string
  readonly width: number
  /** The lane under it included. */
  readonly height: number
  /** From its top to where lines meet it. */
  readonly middle: number
}

export interface Layout {
  readonly blocks: readonly Block[]
  /** Pairs of indexes of blocks: from, to. */
  readonly edges: readonly (readonly [number, number])[]
  readonly gap: { readonly column: number; readonly row: number }
}
