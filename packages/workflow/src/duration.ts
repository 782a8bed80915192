const PATTERN = /^P(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/
const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000]

/**
 * An ISO 8601 duration in milliseconds, or undefined when it is none. Years and months are refused: their length is not fixed.
 * Imports nothing, so that the engine can take it alone (`@eddy/workflow/duration`).
 */
export function parseDuration(text: string): number | undefined {
  const match = PATTERN.exec(text)
  if (!match || /[PT]$/.test(text)) return undefined
  const parts = match.slice(1)
  return parts.reduce((sum, part, i) => sum + Number((part ?? '0').replace(',', '.')) * (UNITS[i] ?? 0), 0)
}
