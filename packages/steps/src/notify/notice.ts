export interface Notice {
  readonly runId: string
  /** The path of the step in its run. */
  readonly step: string
  readonly title: string
  readonly text: string
  readonly level: 'info' | 'warn' | 'error'
  /** The same for a repeat: a notice with a known key is no new one. */
  readonly key: string
}

/** Puts a notice where people look; rejects when it cannot. */
export type SendNotice = (notice: Notice) => Promise<void>
