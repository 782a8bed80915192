import { useCallback } from 'react'

/** What is put away, step by step, until what is open can be read whole: words that only add to others, then the verbs that the menu has too, then words beside an icon that says the same. */
const steps = ['', 'words', 'words verbs', 'words verbs labels'] as const
/** Where even that is not enough, the icons keep their words. */
const least = 'words verbs'

/**
 * Says on the bar what of it has to be put away (`data-away`), by what fits: the title, badges and people decide, not the width of the page alone.
 * Takes the title, which must not be cut and neither must what stands beside it. Straight on the element: nothing renders for it.
 */
export function useBarFit(): (title: HTMLElement | null) => (() => void) | undefined {
  return useCallback((title) => {
    const [bar, middle] = [title?.closest('header'), title?.parentElement]
    if (!bar || !middle) return undefined
    // the middle gets what the rest of the bar leaves; what is in it gets as long as its words
    const observer = new ResizeObserver(() => fit(bar, middle))
    for (const element of [middle, ...middle.children]) observer.observe(element)
    return () => observer.disconnect()
  }, [])
}

/** Before the paint, so that no state between is seen. */
function fit(bar: HTMLElement, middle: HTMLElement): void {
  for (const away of steps) {
    bar.dataset['away'] = away
    if (!isCut(bar, middle)) return
  }
  bar.dataset['away'] = least
}

/** A middle with a line of its own has room, and the verbs in the line above have little. */
function isCut(bar: HTMLElement, middle: HTMLElement): boolean {
  const whole = window.document.createRange()
  whole.selectNodeContents(middle)
  const { top, right } = middle.getBoundingClientRect()
  // the rest of a word that is cut counts as well
  return whole.getBoundingClientRect().right > right + 0.5 || top > (bar.firstElementChild?.getBoundingClientRect().bottom ?? top)
}
