/** Something said of a card beside its state: what a cancel would do to it, or how two runs differ at it. */
export interface CardNote {
  readonly kind: 'undo' | 'lock' | 'doubt' | 'differs' | 'here' | 'there'
  readonly text: string
  /** In words, behind the card's name. */
  readonly label: string
}
