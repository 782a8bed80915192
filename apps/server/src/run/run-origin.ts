/** How a run began from another one. */
export interface RunOrigin {
  readonly runId: string
  /** `again`: from the start; `retry`: with all results that hold; `restart`: the same, from a step on; `child`: a step of the other started it. */
  readonly how: 'again' | 'retry' | 'restart' | 'child'
  /** The step that it was restarted from. */
  readonly from?: string
  /** The path of the step that started it. */
  readonly step?: string
  /** How many results it has from the other. */
  readonly kept: number
  readonly version: 'recorded' | 'current'
  /** It was given another input. */
  readonly edited: boolean
}
