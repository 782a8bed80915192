const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' })

/** `21 November 2026`, for a time in ISO 8601. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso))
}
