export interface Inside {
  /** Paths of the steps in it, at any depth, without the containers among them. */
  readonly paths: readonly string[]
  readonly undoable: number
}
