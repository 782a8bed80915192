let at: Date | undefined

/** Remembered outside of the screens, so that it is still known when one of them breaks. */
export function noteSaved(time: string): void {
  at = new Date(time)
}

export function lastSaved(): Date | undefined {
  return at
}
