import { type ComponentType, lazy, useState } from 'react'

/** A screen whose code comes later. */
export interface LazyScreen<Props> {
  readonly Screen: ComponentType<Props>
  /** Fetches it ahead of its first use. */
  readonly fetch: () => Promise<unknown>
}

/**
 * Once its code is there, a screen is drawn with the click. `lazy` alone would leave the page for a moment even then, and React holds back
 * what follows such a moment for 300 ms.
 */
export function lazyScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyScreen<Props> {
  let ready: ComponentType<Props> | undefined
  const fetch = async () => {
    ready = await load()
    return { default: ready }
  }
  const Later: ComponentType<Props> = lazy(fetch)
  function Screen(props: Props) {
    // the same one for as long as it is shown
    const [Chosen] = useState(() => ready ?? Later)
    return <Chosen {...props} />
  }
  return { Screen, fetch }
}
