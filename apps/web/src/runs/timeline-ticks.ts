import { durationWords } from '../ui/time-words.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const roundSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, ...[1, 2, 5, 10, 15, 30].map((count) => count * second), ...[1, 2, 5, 10, 15, 30].map((count) => count * minute), ...[1, 2, 3, 6, 12].map((count) => count * hour)]

/** A round distance in time for the axis, such that at most `most` of them fit into `span`. */
export function tickStep(span: number, most: number): number {
  const days = Math.ceil(span / (24 * hour) / most)
  return roundSteps.find((step) => span / step <= most) ?? days * 24 * hour
}

/** How a tick is labelled: as fine as the ticks are apart, so that no two of them read alike. */
export function tickWords(ms: number, step: number): string {
  if (ms < second || (ms < 10 * second && step >= 100)) return durationWords(ms)
  const decimals = step >= second ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  const rest = (ms % minute) / second
  const parts = [
    [Math.floor(ms / (24 * hour)), 'd'],
    [Math.floor(ms / hour) % 24, 'h'],
    [Math.floor(ms / minute) % 60, 'min'],
  ].flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]))
  return rest === 0 && parts.length > 0 ? parts.join(' ') : [...parts, `${rest.toFixed(decimals)} s`].join(' ')
}
