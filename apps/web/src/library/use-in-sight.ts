import { useCallback, useState } from 'react'

/** Becomes true when the element comes near to being seen, and stays so. */
export function useInSight(): readonly [boolean, (element: HTMLElement | null) => (() => void) | undefined] {
  const [seen, setSeen] = useState(false)
  const attach = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        setSeen(true)
        observer.disconnect()
      },
      { rootMargin: '240px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [seen, attach]
}
