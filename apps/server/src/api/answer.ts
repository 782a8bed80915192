/** An answer before it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** JSON. */
  readonly body: string
  /** Nothing was done, though the status says nothing of it. */
  readonly refused?: true
}
