export interface InboxPageProps {
  /** Who answers, as others see it; empty: nobody in particular. */
  readonly name: string
  readonly onName: (name: string) => void
  /** The question to show first: of this run, and of this step of it. */
  readonly wanted?: { readonly run: string; readonly step?: string | undefined } | undefined
}
