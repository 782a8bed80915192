import { lazyScreen } from './lazy-screen.tsx'
import type { Route } from './router.ts'

const runs = () => import('./run-screens.tsx')
const library = () => import('./library-screens.tsx')

const workflow = lazyScreen(async () => (await import('./workflow-screen.tsx')).WorkflowScreen)
const run = lazyScreen(async () => (await runs()).RunScreen)
const runList = lazyScreen(async () => (await runs()).RunsScreen)

/** The screens behind the first one, each with what only it needs, loaded when it is opened. */
export const WorkflowScreen = workflow.Screen
export const RunScreen = run.Screen
export const RunsScreen = runList.Screen
export const { Screen: CompareScreen } = lazyScreen(async () => (await import('./compare-screen.tsx')).CompareScreen)
export const { Screen: FailuresScreen } = lazyScreen(async () => (await import('./failures-screen.tsx')).FailuresScreen)
export const { Screen: WorkbenchScreen } = lazyScreen(async () => (await import('./workbench-screen.tsx')).WorkbenchScreen)
export const { Screen: LibraryScreen } = lazyScreen(async () => (await library()).LibraryScreen)
export const { Screen: LibraryEntryScreen } = lazyScreen(async () => (await library()).LibraryEntryScreen)
export const { Screen: TriggersScreen } = lazyScreen(async () => (await import('./triggers-screen.tsx')).TriggersScreen)
export const { Screen: SettingsScreen } = lazyScreen(async () => (await import('./settings-screen.tsx')).SettingsScreen)
export const { Screen: TasksScreen } = lazyScreen(async () => (await import('./tasks-screen.tsx')).TasksScreen)
export const { Screen: ClaimsScreen } = lazyScreen(async () => (await import('./claims-screen.tsx')).ClaimsScreen)
export const { Screen: InboxScreen } = lazyScreen(async () => (await import('./inbox-screen.tsx')).InboxScreen)

/** Fetches what an address opens with, before anything is drawn: what is drawn in its place meanwhile would stay for a while. */
export async function fetchFirstScreen({ page }: Route): Promise<void> {
  const first = page === 'workflow' ? workflow : page === 'run' ? run : page === 'runs' ? runList : undefined
  // what cannot be had is told when it is drawn
  await first?.fetch().catch(() => {})
}

/** Once the first screen is there and the browser has nothing to do, the others are fetched, so that opening one does not wait for its code. */
export function fetchScreensAhead(): () => void {
  const fetchAll = () => {
    // what cannot be had now is asked for again when it is opened
    workflow.fetch().then(run.fetch).then(runList.fetch).catch(() => {})
  }
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(fetchAll, { timeout: 3000 })
    return () => cancelIdleCallback(asked)
  }
  const timer = setTimeout(fetchAll, 1000)
  return () => clearTimeout(timer)
}
