const LONGEST = 64

/** The name itself if it is free, else the first free one of `charge_2`, `charge_3`, …, cut so that it stays a name. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `_${number}`
    const candidate = name.slice(0, LONGEST - ending.length) + ending
    if (!taken.has(candidate)) return candidate
  }
}
