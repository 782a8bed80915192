/** A value now or later. Steps that need not wait cost no microtask. */
export type MaybeAsync<T> = T | Promise<T>

export function isPromise<T>(value: MaybeAsync<T>): value is Promise<T> {
  // promises of other realms, and what only behaves like one, are found by their `then`
  return value instanceof Promise || (typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function')
}

/** Goes on with the value, at once where it is there already. */
export function andThen<T, R>(value: MaybeAsync<T>, next: (value: T) => MaybeAsync<R>): MaybeAsync<R> {
  return isPromise(value) ? value.then(next) : next(value)
}

/** Calls `make`; its throw or rejection goes to `onError`. */
export function attempt<T>(make: () => MaybeAsync<T>, onError: (error: unknown) => T): MaybeAsync<T> {
  try {
    const value = make()
    return isPromise(value) ? value.then(undefined, onError) : value
  } catch (error) {
    return onError(error)
  }
}

/** Runs `each` over the items in order, waiting where it must, until one answers something. */
export function firstAnswer<T, R>(items: readonly T[], each: (item: T, index: number) => MaybeAsync<R | undefined>): MaybeAsync<R | undefined> {
  const from = (start: number): MaybeAsync<R | undefined> => {
    for (let i = start; i < items.length; i++) {
      const item = items[i]
      if (item === undefined) continue
      const answer = each(item, i)
      if (isPromise(answer)) return answer.then((value) => (value === undefined ? from(i + 1) : value))
      if (answer !== undefined) return answer
    }
    return undefined
  }
  return from(0)
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
