const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** Milliseconds since the epoch of an ISO 8601 time with its zone (`2027-01-31T09:00:00Z`), or of a date's first moment in UTC; undefined for any other text. */
export function parseInstant(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
