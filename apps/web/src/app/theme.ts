import { useSyncExternalStore } from 'react'

/** `contrast` is as light or dark as the system, with every text and line at its strongest. */
export type Theme = 'system' | 'light' | 'dark' | 'contrast'

const key = 'eddy.theme'
const listeners = new Set<() => void>()

let chosen: Theme = remembered()

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(key)
    return theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'system'
  } catch {
    return 'system'
  }
}

/** What the page shows before the first paint, and what the system asks for, is the business of theme.js. */
export function setTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  chosen = theme
  if (theme === 'light' || theme === 'dark') dataset.theme = theme
  else delete dataset.theme
  if (theme === 'contrast' || matchMedia('(prefers-contrast: more)').matches) dataset.contrast = 'more'
  else delete dataset.contrast
  try {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // a browser that keeps nothing still shows the theme until the page is left
  }
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, () => chosen)
}
