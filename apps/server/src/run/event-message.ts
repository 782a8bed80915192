/** Events in order, as the inside of a JSON array. */
export interface EventsText {
  readonly text: string
  /** The seq of the last; 0 when there is none. */
  readonly last: number
  /** There may be more after these. */
  readonly more: boolean
}

/** Events as a message of an event stream. JSON has no line breaks of its own. */
export function eventMessage(text: string, last: number): Buffer {
  return Buffer.from(`data: [${text}]\nid: ${last}\n\n`)
}
