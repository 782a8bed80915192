/** What one person has closed, and where they look. */
export interface DrawingView {
  readonly folded: ReadonlySet<string>
  readonly scope: string | undefined
}
