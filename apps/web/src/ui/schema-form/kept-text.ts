/** What was typed into a field and is not valid yet, so that no document can hold it. */
interface KeptText {
  readonly text: string
  /** The value, as JSON, over which it was typed. */
  readonly over: string
}

const keyOf = (id: string): string => `eddy:typed:${location.pathname}:${id}`

/** Keeps it for as long as this tab is there: whoever looks at another step, or loads the page anew, finds it again. Undefined forgets it. */
export function keepText(id: string, kept: KeptText | undefined): void {
  try {
    if (kept === undefined) sessionStorage.removeItem(keyOf(id))
    else sessionStorage.setItem(keyOf(id), JSON.stringify(kept))
  } catch {
    // no room: it stays where it is shown
  }
}

/** What was typed over this very value; undefined where that is nothing, or the value is another by now. */
export function keptText(id: string, over: string): string | undefined {
  const kept = sessionStorage.getItem(keyOf(id))
  if (kept === null) return undefined
  // written here
  const { text, over: then } = JSON.parse(kept) as KeptText
  return then === over ? text : undefined
}
