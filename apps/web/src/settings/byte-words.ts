const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes in the largest unit that keeps it above one: `512 B`, `4.2 MB`, `180 GB`. */
export function byteWords(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000
    unit++
  }
  return `${unit > 0 && amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`
}
