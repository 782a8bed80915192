export interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: { readonly [name: string]: string }
}
