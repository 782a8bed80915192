import { useEffect, useRef, useState, type RefObject } from 'react'

/** So far ahead of being seen does something count as seen. */
const AHEAD = '240px'

/** Whether the element has come into sight, or nearly so; from then on it stays true. */
export function useOnceSeen<T extends Element>(): readonly [ref: RefObject<T | null>, seen: boolean] {
  const ref = useRef<T>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || seen) return undefined
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: AHEAD })
    observer.observe(element)
    return () => observer.disconnect()
  }, [seen])
  return [ref, seen]
}
