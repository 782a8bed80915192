/** How far the effect of a step can be taken back. */
export type CoverageState =
  /** By its undo, and half done by its failure handler or by its kind. */
  | 'covered'
  /** By its undo; but what it leaves when it fails half way stays, for the undo of a failed step does not run. */
  | 'half_done'
  /** Not, on purpose. */
  | 'irreversible'
  | 'missing'
  /** Its undo reads what does not exist then. */
  | 'unreadable'

export interface StepCoverage {
  readonly step: string
  readonly title: string
  readonly effects: readonly string[]
  readonly state: CoverageState
  readonly sentence: string
  /** In how many rehearsals of the matrix its undo ran; null without a matrix. */
  readonly ran: number | null
}

/** For every step with an effect: is it taken back? */
export interface Coverage {
  readonly steps: readonly StepCoverage[]
  /** 0 to 100: the share of steps whose success is taken back, or stays on purpose. 100 where nothing has an effect. */
  readonly percent: number
  /** The same, with what is left by a failure half way counted too. */
  readonly strictPercent: number
  readonly sentence: string
}
