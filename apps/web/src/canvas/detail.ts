/** How much a card says at a zoom. */
export type Detail = 'full' | 'title' | 'block' | 'far'

export function detailAt(zoom: number): Detail {
  if (zoom >= 0.6) return 'full'
  if (zoom >= 0.35) return 'title'
  return zoom >= 0.15 ? 'block' : 'far'
}
