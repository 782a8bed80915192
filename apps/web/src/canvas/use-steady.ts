import { useCallback, useLayoutEffect, useRef } from 'react'

/** One function from render to render that does what the newest does. React Flow tells all its cards and lines of every function that is another. */
export function useSteady<Args extends readonly unknown[], Result>(act: (...args: Args) => Result): (...args: Args) => Result {
  const newest = useRef(act)
  // events come after what was rendered is there
  useLayoutEffect(() => {
    newest.current = act
  })
  return useCallback((...args: Args) => newest.current(...args), [])
}
