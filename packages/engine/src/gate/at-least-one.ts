/** The whole number, or 1 where there is none that counts. */
export function atLeastOne(value: unknown): number {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : 1
}
