import type { RunEvent } from '@eddy/engine'
import type { FiledRun } from '../runs/child-source.ts'
import type { RunDetail } from '../runs/run-types.ts'

/** All of a run in one file. Large values stand in its events as they are. */
export interface RecordedRun {
  readonly detail: RunDetail
  readonly events: readonly RunEvent[]
  /** The runs that its steps have started, and theirs; files of earlier versions have none. */
  readonly children?: readonly FiledRun[]
  /** ISO 8601. */
  readonly exportedAt: string
}

/** The element of the page that holds the run as JSON. The server looks for its id. */
export const RECORDED_ID = 'recorded-run'

export function readRecordedRun(): RecordedRun | undefined {
  const text = document.getElementById(RECORDED_ID)?.textContent
  // written by the server, from its own types
  return text === null || text === undefined || text.trim() === '' ? undefined : (JSON.parse(text) as RecordedRun)
}
