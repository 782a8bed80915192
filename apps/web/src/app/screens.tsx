import { lazy } from 'react'

const workflow = () => import('./workflow-screen.tsx')
const runs = () => import('./run-screens.tsx')
const library = () => import('./library-screens.tsx')

/** The screens behind the first one, each with what only it needs, loaded when it is opened. */
export const WorkflowScreen = lazy(async () => ({ default: (await workflow()).WorkflowScreen }))
export const RunsScreen = lazy(async () => ({ default: (await runs()).RunsScreen }))
export const CompareScreen = lazy(async () => ({ default: (await import('./compare-screen.tsx')).CompareScreen }))
export const FailuresScreen = lazy(async () => ({ default: (await import('./failures-screen.tsx')).FailuresScreen }))
export const WorkbenchScreen = lazy(async () => ({ default: (await import('./workbench-screen.tsx')).WorkbenchScreen }))
export const LibraryScreen = lazy(async () => ({ default: (await library()).LibraryScreen }))
export const LibraryEntryScreen = lazy(async () => ({ default: (await library()).LibraryEntryScreen }))
export const SettingsScreen = lazy(async () => ({ default: (await import('./settings-screen.tsx')).SettingsScreen }))
export const InboxScreen = lazy(async () => ({ default: (await import('./inbox-screen.tsx')).InboxScreen }))
export const ClaimsScreen = lazy(async () => ({ default: (await import('./claims-screen.tsx')).ClaimsScreen }))
export const RunScreen = lazy(async () => ({ default: (await runs()).RunScreen }))

/** Once the first screen is there and the browser has nothing to do, the others are fetched, so that opening one does not wait for its code. */
export function fetchScreensAhead(): () => void {
  const fetchAll = () => {
    // what cannot be had now is asked for again when it is opened
    workflow().then(runs).catch(() => {})
  }
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(fetchAll, { timeout: 3000 })
    return () => cancelIdleCallback(asked)
  }
  const timer = setTimeout(fetchAll, 1000)
  return () => clearTimeout(timer)
}
