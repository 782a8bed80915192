/** What a sandbox is asked to do; `args` and `context` are JSON text. */
export interface CodeJob {
  readonly source: string
  readonly args: string
  readonly context: string
  readonly timeoutMs: number
  readonly memoryMb: number
}
