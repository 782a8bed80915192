import { Suspense, useEffect } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { HomePage } from './home-page.tsx'
import { NotFound } from './not-found.tsx'
import { followLinks, type Route, useRoute } from './router.ts'
import { ClaimsScreen, CompareScreen, FailuresScreen, fetchScreensAhead, InboxScreen, LibraryEntryScreen, LibraryScreen, RunScreen, RunsScreen, SettingsScreen, TasksScreen, TriggersScreen, WorkbenchScreen, WorkflowScreen } from './screens.tsx'

export function App() {
  const route = useRoute()
  // links are plain anchors, so that every browser habit works on them
  useEffect(() => {
    document.addEventListener('click', followLinks)
    return () => document.removeEventListener('click', followLinks)
  }, [])
  useEffect(fetchScreensAhead, [])
  return (
    <ErrorBoundary key={JSON.stringify(route)}>
      <Suspense fallback={<main aria-busy="true" aria-label="Loading" />}>
        <Screen route={route} />
      </Suspense>
    </ErrorBoundary>
  )
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'home':
      return <HomePage />
    case 'workflow':
      return <WorkflowScreen key={route.id} id={route.id} />
    case 'compare':
      return <CompareScreen id={route.id} from={route.from} to={route.to} />
    case 'runs':
      return <RunsScreen />
    case 'run':
      return <RunScreen key={route.id} runId={route.id} />
    case 'library':
      return <LibraryScreens name={route.name} />
    case 'unknown':
      return <NotFound />
    default:
      return <PlainScreen page={route.page} />
  }
}

const plain = { failures: FailuresScreen, inbox: InboxScreen, workbench: WorkbenchScreen, tasks: TasksScreen, claims: ClaimsScreen, settings: SettingsScreen, triggers: TriggersScreen }

/** Screens that are always the same one. */
function PlainScreen({ page }: { readonly page: keyof typeof plain }) {
  const Shown = plain[page]
  return <Shown />
}

function LibraryScreens({ name }: { readonly name: string | undefined }) {
  return name === undefined ? <LibraryScreen /> : <LibraryEntryScreen key={name} name={name} />
}
