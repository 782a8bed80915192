import type { RunEvent } from '@eddy/engine'
import { extractBlobs, type Blob } from './blob.ts'
import type { Append, Stored } from './commit-events.ts'
import type { RunWriter } from './run-writer.ts'

/** A row of the log: what one run has appended in one commit, as the statements that store it read it from JSON. */
export interface LogRow {
  readonly writer: RunWriter
  readonly text: string
}

/** A long part of a log is several rows, so that pages of it can be read without the rest. */
const MOST_EVENTS = 200
const MOST_CHARACTERS = 65_536

/** Events in rows, large values named; those are added to `blobs`. The same events make the same rows, however often they are written. */
export function logRows(appends: readonly Append[], blobs: Map<string, Blob>): { readonly stored: readonly Stored[]; readonly rows: readonly LogRow[] } {
  const stored: Stored[] = []
  const open = new Map<RunWriter, OpenRow>()
  const rows: LogRow[] = []
  for (const { writer, events } of appends) {
    let row = open.get(writer)
    for (const event of events) {
      const { data, text } = extractBlobs(event.data, blobs)
      stored.push({ writer, event: data === event.data ? event : ({ ...event, data } as RunEvent) })
      if (row === undefined || !row.takes(event.seq)) {
        if (row !== undefined) rows.push(row.close())
        row = new OpenRow(writer, event.seq)
        open.set(writer, row)
      }
      row.add(eventText(event, text))
    }
  }
  for (const row of open.values()) rows.push(row.close())
  return { stored, rows }
}

class OpenRow {
  readonly #writer: RunWriter
  readonly #first: number
  #count = 0
  #text = ''

  constructor(writer: RunWriter, first: number) {
    this.#writer = writer
    this.#first = first
  }

  /** A row has no gap. */
  takes(seq: number): boolean {
    return seq === this.#first + this.#count && this.#count < MOST_EVENTS && this.#text.length < MOST_CHARACTERS
  }

  add(text: string): void {
    this.#text = this.#count === 0 ? text : `${this.#text},${text}`
    this.#count++
  }

  close(): LogRow {
    const { runId, fence } = this.#writer
    return { writer: this.#writer, text: `{"run_id":${JSON.stringify(runId)},"fence":${fence},"seq":${this.#first},"last":${this.#first + this.#count - 1},"events":[${this.#text}]}` }
  }
}

/** As it is read back, so that nothing is put into words twice. Types are the engine's own words and need no escape. */
function eventText({ seq, at, type, step, attempt }: RunEvent, data: string): string {
  return `{"seq":${seq},"at":${at},"type":"${type}"${step === undefined ? '' : `,"step":${JSON.stringify(step)}`}${attempt === undefined ? '' : `,"attempt":${attempt}`},"data":${data}}`
}
