import type { ReactNode } from 'react'
import { InboxCount } from './inbox-count.tsx'
import { TasksCount } from './tasks-count.tsx'
import { WorkbenchBadge } from './workbench-badge.tsx'

export type MainPage = 'workflows' | 'library' | 'runs' | 'triggers' | 'failures' | 'workbench' | 'inbox' | 'tasks' | 'claims' | 'settings'

export interface MainLink {
  readonly page: MainPage
  readonly href: string
  readonly title: string
  /** What waits there; nothing when nothing does. */
  readonly badge?: ReactNode
}

/** The pages, in the order in which work goes through them. */
export const MAIN_LINKS: readonly MainLink[] = [
  { page: 'workflows', href: '/', title: 'Workflows' },
  { page: 'library', href: '/library', title: 'Library' },
  { page: 'runs', href: '/runs', title: 'Runs' },
  { page: 'triggers', href: '/triggers', title: 'Triggers' },
  { page: 'failures', href: '/failures', title: 'Failures' },
  { page: 'workbench', href: '/workbench', title: 'Workbench', badge: <WorkbenchBadge /> },
  { page: 'inbox', href: '/inbox', title: 'Inbox', badge: <InboxCount /> },
  { page: 'tasks', href: '/tasks', title: 'Tasks', badge: <TasksCount /> },
  { page: 'claims', href: '/claims', title: 'Claims' },
  { page: 'settings', href: '/settings', title: 'Settings' },
]
