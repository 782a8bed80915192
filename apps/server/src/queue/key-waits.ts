import type { GateAnswer, GateRequest, Gates } from '@eddy/engine'
import type { Standing } from './standing.ts'

interface Door {
  readonly key: string
  readonly most: number
  /** Runs that have been let in and are not over. */
  readonly inside: Set<string>
  /** In the order in which they came. */
  readonly waiting: Set<string>
}

/** Runs that wait for their turn under the concurrency key of their workflow: before their first event, so that no log says so. */
export class KeyWaits {
  readonly #doors = new Map<string, Door>()
  readonly #waiting = new Map<string, Door>()

  /** The gates, and who stands before them. */
  around(gates: Gates): Gates {
    // the key of a run as a whole has the run as its owner; those of steps have a path, and stand in the log
    return { enter: (request) => (request.kind === 'concurrency' && !request.owner.includes('/') ? this.#enter(gates, request) : gates.enter(request)) }
  }

  /** What a run waits for; null when it waits for no key. */
  standing(runId: string): Standing | null {
    const door = this.#waiting.get(runId)
    if (door === undefined) return null
    const { key, most, inside, waiting } = door
    const [heldBy] = inside
    return { what: 'key', underWay: inside.size, most, ahead: [...waiting].indexOf(runId), key, ...(heldBy === undefined ? {} : { heldBy }) }
  }

  async #enter(gates: Gates, request: GateRequest): Promise<GateAnswer> {
    const { owner, name, key, settings } = request
    const id = JSON.stringify([name, key])
    const door = this.#doors.get(id) ?? { key: typeof key === 'string' ? key : JSON.stringify(key), most: Number(settings['limit'] ?? 1), inside: new Set(), waiting: new Set() }
    this.#doors.set(id, door)
    door.waiting.add(owner)
    this.#waiting.set(owner, door)
    try {
      const answer = await gates.enter(request)
      if (answer.kind !== 'entered') return answer
      door.inside.add(owner)
      return { ...answer, leave: (end) => (door.inside.delete(owner), this.#forget(id, door), answer.leave(end)) }
    } finally {
      door.waiting.delete(owner)
      this.#waiting.delete(owner)
      this.#forget(id, door)
    }
  }

  #forget(id: string, { inside, waiting }: Door): void {
    if (inside.size === 0 && waiting.size === 0) this.#doors.delete(id)
  }
}
