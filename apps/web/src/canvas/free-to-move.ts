/**
 * Tells the browser that an element will move by its transform in frame after frame, until what is answered is called.
 * Chromium looks at the whole page anew, at what lies over what, whenever a transform has changed in a style: 1 to 1.5 ms of every frame of a drag or a pan. `will-change` spares it
 * the painting and not that; an animation of the transform does, as it may go anywhere anyway. This one stands still and adds nothing to where the element is.
 */
export function freeToMove(element: Element): () => void {
  const still = element.animate({ transform: ['none', 'none'] }, { duration: 1, composite: 'add' })
  still.pause()
  return () => still.cancel()
}
