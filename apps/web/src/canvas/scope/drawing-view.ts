/** What one person has closed, and where they look. */
export interface DrawingView {
  readonly folded: ReadonlySet<string>
  readonly scope: string | undefined
  /** Ids of lines that are drawn as a pair of ends. */
  readonly cut?: ReadonlySet<string>
}
