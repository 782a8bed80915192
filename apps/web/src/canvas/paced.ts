export interface Paced {
  /** Now when the last time is long enough ago, otherwise as soon as it is. */
  readonly call: () => void
  readonly stop: () => void
}

/** Does something at most once in so many milliseconds, and always once more after the last call. */
export function paced(act: () => void, milliseconds: number): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY
  const now = () => {
    timer = undefined
    last = performance.now()
    act()
  }
  return {
    call: () => {
      const left = last + milliseconds - performance.now()
      if (left <= 0 && timer === undefined) now()
      else timer ??= setTimeout(now, left)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Numbers change at most ten times a second. */
export const countsPace = 100
