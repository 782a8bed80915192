/** Events in order, as the inside of a JSON array. */
export interface EventsText {
  readonly text: string
  /** The seq of the last; 0 when there is none. */
  readonly last: number
  /** There may be more after these. */
  readonly more: boolean
}

/** Puts events, of which the seq of the last is told, into a message of one kind of connection. */
export type Wording = (text: string, last: number) => Buffer

/** A message of an event stream. JSON has no line breaks of its own. */
export const streamMessage: Wording = (text, last) => Buffer.from(`data: [${text}]\nid: ${last}\n\n`)

/** A message of a WebSocket; the seqs of its events say where it ends. */
export const socketMessage: Wording = (text) => Buffer.from(`[${text}]`)
