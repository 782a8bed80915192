/** The forward line at a point of the screen, whatever is drawn over it but another card. */
export function edgeUnderPoint(x: number, y: number, dragged?: string): string | undefined {
  for (const element of window.document.elementsFromPoint(x, y)) {
    const node = element.closest<HTMLElement>('.react-flow__node')
    if (node && node.dataset['id'] !== dragged && !node.classList.contains('react-flow__node-container') && !node.classList.contains('react-flow__node-note')) return undefined
    const id = element.closest<SVGElement>('.react-flow__edge')?.dataset['id']
    if (id?.startsWith('data:') || id?.startsWith('wait:')) return id
  }
  return undefined
}

/** Where on a card a line has to run for the card to lie on it, as parts of its size. */
const spots = [0.5, 0.35, 0.65, 0.2, 0.8] as const

/** The forward line that runs behind the middle of a card, as the card is drawn now. */
export function edgeUnderCard(path: string): string | undefined {
  const box = window.document.querySelector(`.react-flow__node[data-id="${CSS.escape(path)}"]`)?.getBoundingClientRect()
  if (!box) return undefined
  for (const down of spots) {
    const id = edgeUnderPoint(box.x + box.width / 2, box.y + box.height * down, path)
    if (id !== undefined) return id
  }
  return undefined
}

let marked: Element | undefined

/** Marks the line that would take the dragged step in. Straight on the element: nothing renders for it. */
export function markDrop(id: string | undefined): void {
  const element = id === undefined ? undefined : (window.document.querySelector(`.react-flow__edge[data-id="${CSS.escape(id)}"]`) ?? undefined)
  if (element === marked) return
  marked?.removeAttribute('data-drop')
  element?.setAttribute('data-drop', '')
  marked = element
}
