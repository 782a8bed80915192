export interface StreamOptions {
  readonly skip: number
  readonly format: 'ndjson' | 'lines'
}
