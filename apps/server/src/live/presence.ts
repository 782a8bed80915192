/** Who has a workflow open. */
export interface Person {
  /** One page; a person with two tabs is here twice. */
  readonly session: string
  readonly name: string
  /** Index of the colour that nobody else here has, as far as there are enough. */
  readonly colour: number
  /** Path of the step that is selected there. */
  readonly step?: string
}

export interface Arrival {
  readonly workflow: string
  readonly session: string
  readonly name?: string | undefined
  readonly step?: string | undefined
}

interface Lease {
  readonly workflow: string
  /** The connection that holds it: a page that connects again before the old connection has ended keeps its place. */
  readonly connection: symbol
  readonly guest: number
  readonly colour: number
  name?: string | undefined
  step?: string | undefined
  until: number
}

export interface PresenceDeps {
  readonly now: () => number
  /** The people of a workflow are others, or elsewhere in it. */
  readonly onChange: (workflow: string) => void
}

/** Milliseconds that a page counts as here after its last sign. */
export const leaseTime = 40_000

/**
 * Who is here, as leases: each ends with its connection or with its time, whichever is first. Nothing is counted, so nothing can be counted
 * wrong: guests have the lowest number that is free.
 */
export class Presence {
  private readonly leases = new Map<string, Lease>()

  constructor(private readonly deps: PresenceDeps) {}

  /** A page has connected; the answer ends its lease. */
  join(arrival: Arrival): () => void {
    const { workflow, session } = arrival
    const before = this.leases.get(session)
    const here = [...this.of(workflow)].filter(([other]) => other !== session).map(([, lease]) => lease)
    const connection = Symbol(session)
    const guest = before?.workflow === workflow ? before.guest : lowestFree(here.map((lease) => lease.guest), 1)
    const colour = before?.workflow === workflow ? before.colour : lowestFree(here.map((lease) => lease.colour), 0)
    this.leases.set(session, { workflow, connection, guest, colour, name: arrival.name, step: arrival.step, until: this.deps.now() + leaseTime })
    this.deps.onChange(workflow)
    return () => {
      if (this.leases.get(session)?.connection !== connection) return
      this.leases.delete(session)
      this.deps.onChange(workflow)
    }
  }

  /** A sign of life; false when the page has no lease any more and must connect again. */
  tell({ workflow, session, name, step }: Arrival): boolean {
    const lease = this.leases.get(session)
    if (!lease || lease.workflow !== workflow) return false
    lease.until = this.deps.now() + leaseTime
    if (lease.name === name && lease.step === step) return true
    lease.name = name
    lease.step = step
    this.deps.onChange(workflow)
    return true
  }

  people(workflow: string): readonly Person[] {
    return [...this.of(workflow)].map(([session, { name, guest, colour, step }]) => ({ session, name: name ?? `Guest ${guest}`, colour, ...(step === undefined ? {} : { step }) }))
  }

  /** Ends the leases whose time is over. */
  expire(): void {
    const gone = [...this.leases].filter(([, { until }]) => until <= this.deps.now())
    for (const [session] of gone) this.leases.delete(session)
    for (const workflow of new Set(gone.map(([, lease]) => lease.workflow))) this.deps.onChange(workflow)
  }

  /** That somebody has open. */
  workflows(): ReadonlySet<string> {
    return new Set([...this.leases.values()].map(({ workflow }) => workflow))
  }

  get size(): number {
    return this.leases.size
  }

  private of(workflow: string): Iterable<readonly [string, Lease]> {
    return [...this.leases].filter(([, lease]) => lease.workflow === workflow)
  }
}

function lowestFree(taken: readonly number[], from: number): number {
  let number = from
  while (taken.includes(number)) number += 1
  return number
}
