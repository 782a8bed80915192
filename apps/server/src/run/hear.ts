import type { BusMessage } from '../cluster/bus.ts'
import type { QuestionDesk } from '../inbox/question-desk.ts'
import type { TaskDesk } from '../task/task-desk.ts'
import type { EventStore } from './event-store.ts'
import type { SignalExchange } from './signal-exchange.ts'

interface Hearing {
  readonly store: EventStore
  readonly questions: QuestionDesk
  readonly tasks: TaskDesk
  readonly signals: SignalExchange
  /** Takes up runs that nobody has in hand. */
  readonly takeUp: () => Promise<unknown>
}

/** What another server tells of runs. `undefined`: something may have been missed. */
export function hear(message: BusMessage | undefined, { store, questions, tasks, signals, takeUp }: Hearing): void {
  switch (message?.kind) {
    case undefined:
      return store.relayAll()
    case 'stored':
      return store.relay(message)
    case 'open-undos':
      return store.announceOpenUndos()
    case 'inbox':
      return questions.announce()
    case 'tasks':
      return tasks.announce()
    case 'signal':
      return signals.offer(message)
    case 'left':
    case 'freed':
      takeUp().catch((error: unknown) => console.error(`The runs that another server has left could not be taken up: ${String(error)}`))
      return undefined
    default:
      return undefined
  }
}
