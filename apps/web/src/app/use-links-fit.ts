import { useCallback } from 'react'

/** What is put away, step by step, until the bar fits: words of lesser actions beside an icon that says the same, the links that the menu has too, then all words beside icons, and at last the links where something waits. */
const steps = ['', 'extras', 'links', 'links extras', 'links extras labels', 'links extras labels counts'] as const

/**
 * Says on the bar of a page what of it has to be put away (`data-away`), by what fits: words, badges and actions decide, not the width of the page alone.
 * Takes the bar. Straight on the element: nothing renders for it.
 */
export function useLinksFit(): (bar: HTMLElement | null) => (() => void) | undefined {
  return useCallback((bar) => {
    if (!bar) return undefined
    const resized = new ResizeObserver(() => fit(bar))
    // what is in it gets wider on its own, as when the styles of a page come after the bar; who is looked at already is not told of again
    const watch = () => [bar, ...bar.children].forEach((element) => resized.observe(element))
    watch()
    // badges come and go, and the actions of a page come with it
    const changed = new MutationObserver(() => {
      watch()
      fit(bar)
    })
    changed.observe(bar, { childList: true, subtree: true, characterData: true })
    return () => {
      resized.disconnect()
      changed.disconnect()
    }
  }, [])
}

/** Before the paint, so that no state between is seen. */
function fit(bar: HTMLElement): void {
  for (const away of steps) {
    bar.dataset['away'] = away
    if (isWhole(bar)) return
  }
}

/** To the part of a pixel, and with the room that the bar leaves at its end. */
function isWhole(bar: HTMLElement): boolean {
  const end = bar.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(bar).paddingRight)
  return (bar.lastElementChild?.getBoundingClientRect().right ?? end) <= end + 0.1
}
