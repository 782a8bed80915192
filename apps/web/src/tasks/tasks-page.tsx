import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { PaletteGroup } from '../ui/palette-group.ts'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { TaskDialog } from './task-dialog.tsx'
import { taskCommands } from './task-verbs.ts'
import { TaskLine } from './task-line.tsx'
import type { AskedOfTask, TaskState, TaskWish } from './task-types.ts'
import { TASKS_SHOWN, useTasks, type Tasks } from './use-tasks.ts'
import styles from '../ui/table-page.module.css'

export interface TasksPageProps {
  readonly wish: TaskWish
  readonly onWish: (wish: TaskWish) => void
  /** Who looks; empty: a guest. */
  readonly me: string
  /** The list of all that can be done here, and the key that opens it. */
  readonly renderPalette: (groups: () => readonly PaletteGroup[]) => ReactNode
}

const STATES: readonly { readonly state: TaskState; readonly title: string }[] = [
  { state: 'all', title: 'All' },
  { state: 'offered', title: 'Offered' },
  { state: 'claimed', title: 'In hand' },
  { state: 'held', title: 'Held back' },
]

/** What is left to workers outside, over all runs: who has what, and what nobody has. */
export function TasksPage({ wish, onWish, me, renderPalette }: TasksPageProps) {
  const tasks = useTasks(wish)
  const [asked, setAsked] = useState<AskedOfTask>()
  return (
    <main className={styles.page}>
      <header>
        <div>
          <h1>Tasks</h1>
          <p className={styles.lead}>What runs leave to workers of your own. A task is gone from here once a worker, or you in its place, has said what came of it.</p>
        </div>
      </header>
      <div className={styles.bar}>
        <div className={styles.states} role="group" aria-label="Which tasks">
          {STATES.map(({ state, title }) => <button key={state} type="button" aria-pressed={wish.state === state} onClick={() => onWish({ ...wish, state })}>{title}</button>)}
        </div>
        <div className={styles.search}><TextField bare label="Search tasks" placeholder="Queue, worker or step" value={wish.query} onChange={(query) => onWish({ ...wish, query })} /></div>
      </div>
      <Found tasks={tasks} wish={wish} onAsk={setAsked} />
      {renderPalette(() => taskCommands(tasks.rows ?? [], setAsked))}
      {asked ? <TaskDialog asked={asked} me={me} onClose={() => setAsked(undefined)} /> : null}
    </main>
  )
}

function Found({ tasks: { rows, more, error, retry }, wish, onAsk }: { readonly tasks: Tasks; readonly wish: TaskWish; readonly onAsk: (asked: AskedOfTask) => void }) {
  const now = useNow((rows?.length ?? 0) > 0, 1000)
  if (error) {
    return (
      <div className={styles.note} role="alert">
        <p>The tasks could not be loaded: {error.message}</p>
        <Button size="small" onClick={retry}>Try again</Button>
      </div>
    )
  }
  if (!rows) return <div className={styles.note} aria-busy="true" aria-label="Loading the tasks" />
  if (rows.length === 0) return <p className={styles.note}>{nothing(wish)}</p>
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Tasks">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Run and step</th>
              <th scope="col">Who has it</th>
              <th scope="col">Since</th>
              <th scope="col"><span className="visually-hidden">What to do</span></th>
            </tr>
          </thead>
          <tbody>{rows.map((task) => <TaskLine key={task.taskId} task={task} now={now} onAsk={onAsk} />)}</tbody>
        </table>
      </div>
      {more ? <p className={styles.lead}>The latest {TASKS_SHOWN} are shown; search to see others.</p> : null}
    </>
  )
}

const kinds: { readonly [S in TaskState]: string } = { all: 'task', offered: 'task that is offered', claimed: 'task in a worker’s hands', held: 'task that is held back' }

function nothing({ state, query }: TaskWish): string {
  if (query !== '') return `No ${kinds[state]} has “${query}” in its queue, worker or step.`
  return state === 'all' ? 'No run waits for a worker. Steps of the kind “agent.task” with a queue are offered here until a worker claims them.' : `There is no ${kinds[state]}.`
}
