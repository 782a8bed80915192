import type { EventOf, RunEvent } from '@eddy/engine'
import type { RunContext } from './run-context.ts'
import { durationWords } from './time-words.ts'
import { useRunVersion } from './use-run.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './event-list.module.css'

interface EventListProps extends RunContext {
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
}

const rowHeight = 24

/** The log of the run, as it was written. */
export function EventList({ store, names, selected, onSelect }: EventListProps) {
  useRunVersion(store)
  const events = store.events()
  const { first, until, attach, onScroll } = useWindow({ count: events.length, rowHeight })
  const start = events[0]?.at ?? 0
  if (events.length === 0) return <p className={styles.empty}>Nothing has happened yet.</p>
  return (
    <div className={styles.scroller} ref={attach} onScroll={onScroll}>
      <ol className={styles.rows} aria-label="Events" style={{ height: events.length * rowHeight }}>
        {events.slice(first, until).map((event) => {
          const path = event.step
          return (
            <li key={event.seq} className={styles.row} data-selected={(path !== undefined && path === selected) || undefined} style={{ top: (event.seq - 1) * rowHeight }}>
              <span className={styles.quiet}>{event.seq}</span>
              <span className={styles.quiet}>{`+${durationWords(event.at - start)}`}</span>
              <span>{event.type}</span>
              {path === undefined ? <span /> : <button type="button" className={styles.step} onClick={() => onSelect(path)}>{names.titleOf(path)}</button>}
              <span className={styles.quiet}>{detailOf(event)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** The one thing of an event that is worth a line. */
function detailOf(event: RunEvent): string {
  if (isFailure(event)) return event.data.error.message
  if (isRetry(event)) return `in ${durationWords(event.data.delayMs)}${event.data.reason ? `: ${event.data.reason.message}` : ''}`
  switch (event.type) {
    case 'step.started':
      return event.attempt === undefined || event.attempt === 1 ? '' : `attempt ${event.attempt}`
    case 'signal.awaited':
    case 'signal.received':
      return event.data.name
    case 'steps.emitted':
      return emittedWords(event.data)
    default:
      return rollbackWords(event)
  }
}

function rollbackWords(event: RunEvent): string {
  switch (event.type) {
    case 'rollback.started':
      return event.data.reason
    case 'undo.resolved':
      return `${event.data.how === 'skipped' ? 'left in place' : 'done outside'}: ${event.data.reason}`
    case 'rollback.completed':
      return `${event.data.undone.length} undone, ${event.data.left.length} left`
    default:
      return ''
  }
}

function isFailure(event: RunEvent): event is EventOf<'step.failed' | 'undo.failed' | 'run.failed' | 'compensation.failed'> {
  return ['step.failed', 'undo.failed', 'run.failed', 'compensation.failed'].includes(event.type)
}

function isRetry(event: RunEvent): event is EventOf<'step.retrying' | 'undo.retrying' | 'compensation.retrying'> {
  return ['step.retrying', 'undo.retrying', 'compensation.retrying'].includes(event.type)
}

function emittedWords({ steps, error, elements, ended, round }: EventOf<'steps.emitted'>['data']): string {
  if (error) return error.message
  if (round !== undefined) return `round ${round + 1}`
  if (elements) return ended ? 'the stream has ended' : `${elements.length} from the stream`
  return steps?.map(({ name }) => name).join(', ') ?? ''
}
