/** Rows of the canvas, apart from what runs them: that needs a browser. */
export const CANVAS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'] as const

export type CanvasId = (typeof CANVAS)[number]

export function isCanvasId(id: string): id is CanvasId {
  return CANVAS.some((known) => known === id)
}
