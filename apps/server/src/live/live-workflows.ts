import { silentBus, type Bus } from '../cluster/bus.ts'
import { Feed } from '../run/feed.ts'
import { newId } from '../new-id.ts'
import { PeopleElsewhere, together } from './people-elsewhere.ts'
import { type Arrival, type Person, Presence } from './presence.ts'
import type { LiveMessage } from './live-message.ts'

/** Milliseconds between two looks for leases that are over. */
const LOOK_EVERY = 5000
/** Milliseconds in which pages hear of runs once. */
const RUNS_EVERY = 1000

/** Tells open pages what happens to their workflow, and who else is in it. One per process; what is saved is told to the other servers too. */
export class LiveWorkflows {
  readonly #feed = new Feed<LiveMessage>()
  readonly #presence = new Presence({ now: () => performance.now(), onChange: (workflow) => this.#gathered(workflow) })
  readonly #elsewhere = new PeopleElsewhere(() => performance.now())
  readonly #server = newId()
  readonly #bus: Bus
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #ran = new Set<string>()
  #running: ReturnType<typeof setTimeout> | undefined

  constructor(bus: Bus = silentBus) {
    this.#bus = bus
    bus.listen((message) => {
      if (message?.kind === 'workflow') this.#feed.publish(message.workflowId, [message.message])
      else if (message?.kind === 'sign') this.#presence.tell(message.arrival)
      else if (message?.kind === 'people') this.#hear(message.server, message.workflowId, message.people)
    })
  }

  listen(workflow: string, signal: AbortSignal): { next(): Promise<readonly LiveMessage[]> } {
    return this.#feed.listen(workflow, signal)
  }

  /** The answer ends the page's being here. */
  join(arrival: Arrival): () => void {
    const leave = this.#presence.join(arrival)
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY).unref()
    return leave
  }

  tell(arrival: Arrival): boolean {
    if (this.#presence.tell(arrival)) return true
    // it is connected to another server
    if (!this.#elsewhere.has(arrival.workflow, arrival.session)) return false
    this.#bus.tell({ kind: 'sign', arrival })
    return true
  }

  people(workflow: string): readonly Person[] {
    return together(this.#presence.people(workflow), this.#elsewhere.of(workflow))
  }

  #gathered(workflow: string): void {
    this.#feed.publish(workflow, [{ people: this.people(workflow) }])
    this.#tellPeople(workflow)
  }

  #tellPeople(workflowId: string): void {
    this.#bus.tell({ kind: 'people', server: this.#server, workflowId, people: this.#presence.people(workflowId) })
  }

  #hear(server: string, workflow: string, people: readonly Person[]): void {
    const before = JSON.stringify(this.people(workflow))
    const isNew = this.#elsewhere.hear(server, workflow, people)
    if (JSON.stringify(this.people(workflow)) !== before) this.#feed.publish(workflow, [{ people: this.people(workflow) }])
    // it does not know yet who is here
    if (isNew && people.length > 0 && this.#presence.people(workflow).length > 0) this.#tellPeople(workflow)
  }

  saved(workflow: string, revision: number, session: string | undefined): void {
    const name = this.people(workflow).find((person) => person.session === session)?.name
    this.#publish(workflow, { saved: { revision, ...(session === undefined ? {} : { session }), ...(name === undefined ? {} : { name }) } })
  }

  versioned(workflow: string): void {
    this.#publish(workflow, { versions: true })
  }

  fixtured(workflow: string): void {
    this.#publish(workflow, { fixtures: true })
  }

  newer(workflows: readonly string[]): void {
    for (const workflow of workflows) this.#publish(workflow, { update: true })
  }

  ran(workflows: readonly string[]): void {
    for (const workflow of workflows) this.#ran.add(workflow)
    if (this.#running !== undefined) return
    this.#running = setTimeout(() => {
      this.#running = undefined
      for (const workflow of this.#ran) this.#feed.publish(workflow, [{ runs: true }])
      this.#ran.clear()
    }, RUNS_EVERY).unref()
  }

  removed(workflow: string): void {
    this.#publish(workflow, { removed: true })
  }

  /** Here and on the other servers. */
  #publish(workflowId: string, message: LiveMessage): void {
    this.#feed.publish(workflowId, [message])
    this.#bus.tell({ kind: 'workflow', workflowId, message })
  }

  #look(): void {
    this.#presence.expire()
    // their server was killed, and could not say that they are gone
    for (const workflow of this.#elsewhere.expire()) this.#feed.publish(workflow, [{ people: this.people(workflow) }])
    for (const workflow of this.#presence.workflows()) this.#tellPeople(workflow)
    if (this.#presence.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
