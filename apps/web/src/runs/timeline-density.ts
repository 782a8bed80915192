import { useState } from 'react'

export type Density = 'comfortable' | 'compact' | 'dense'

/** Heights in pixels. */
export const densities: readonly { readonly id: Density; readonly title: string; readonly row: number }[] = [
  { id: 'comfortable', title: 'Comfortable', row: 28 },
  { id: 'compact', title: 'Compact', row: 20 },
  { id: 'dense', title: 'Dense', row: 12 },
]

export function rowHeightOf(density: Density): number {
  return densities.find(({ id }) => id === density)?.row ?? 28
}

const key = 'eddy.run.density'

/** Kept in this browser. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() => densities.find(({ id }) => id === localStorage.getItem(key))?.id ?? 'comfortable')
  return [
    density,
    (next) => {
      setDensity(next)
      localStorage.setItem(key, next)
    },
  ]
}
