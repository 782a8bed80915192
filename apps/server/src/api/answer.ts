/** An answer before it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** JSON. */
  readonly body: string
}
