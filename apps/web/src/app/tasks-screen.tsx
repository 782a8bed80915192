import { isTaskState, type TaskWish } from '../tasks/task-types.ts'
import { TasksPage } from '../tasks/tasks-page.tsx'
import { useDisplayName } from './display-name.ts'
import { navigate, useSearch } from './router.ts'
import { PagePalette } from './page-palette.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function TasksScreen() {
  const search = new URLSearchParams(useSearch())
  const me = useDisplayName()
  const state = search.get('state') ?? ''
  const wish: TaskWish = { state: isTaskState(state) ? state : 'all', query: search.get('query') ?? '' }
  return (
    <Shell title="Tasks" bar={<TopBar here="tasks" />}>
      <TasksPage wish={wish} onWish={keepWish} me={me} renderPalette={(groups) => <PagePalette groups={groups} placeholder="Search what can be done about tasks" />} />
    </Shell>
  )
}

/** Typing makes no history; it comes back with the page all the same. */
function keepWish({ state, query }: TaskWish): void {
  const search = new URLSearchParams({ ...(state === 'all' ? {} : { state }), ...(query === '' ? {} : { query }) }).toString()
  navigate(search === '' ? '/tasks' : `/tasks?${search}`, { replace: true })
}
