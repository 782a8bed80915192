/** One line of the command palette. */
export interface PaletteCommand {
  /** The same from day to day: what was used is remembered by it. */
  readonly id: string
  readonly title: string
  /** Said beside the title, and searched too. */
  readonly detail?: string
  readonly key?: string
  /** Why it cannot be done now; asked for only when the line is seen. */
  readonly blocked?: () => string | undefined
  /** Done when it is chosen, not when the list has closed: nothing opens that would want the focus. */
  readonly atOnce?: boolean
  readonly act: () => void
}
