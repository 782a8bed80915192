import type { Person } from './presence.ts'

interface Told {
  readonly people: readonly Person[]
  readonly until: number
}

/** Longer than two servers take between telling each other who is there. */
const HEARD_MS = 15_000

/** Who has a workflow open on other servers, as they have told it lately. */
export class PeopleElsewhere {
  readonly #now: () => number
  /** By workflow, then by server. */
  readonly #told = new Map<string, Map<string, Told>>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether that server has not told of the workflow lately. */
  hear(server: string, workflow: string, people: readonly Person[]): boolean {
    const servers = this.#told.get(workflow) ?? new Map<string, Told>()
    const before = servers.get(server)
    if (people.length === 0) servers.delete(server)
    else servers.set(server, { people, until: this.#now() + HEARD_MS })
    if (servers.size === 0) this.#told.delete(workflow)
    else this.#told.set(workflow, servers)
    return before === undefined || before.until < this.#now()
  }

  /** Forgets what servers have told that say nothing any more; the workflows that somebody has gone from by that. */
  expire(): readonly string[] {
    const now = this.#now()
    const left = new Set<string>()
    for (const [workflow, servers] of this.#told) {
      for (const [server, { until }] of servers) if (until < now && servers.delete(server)) left.add(workflow)
      if (servers.size === 0) this.#told.delete(workflow)
    }
    return [...left]
  }

  has(workflow: string, session: string): boolean {
    return this.of(workflow).some((person) => person.session === session)
  }

  of(workflow: string): readonly Person[] {
    const now = this.#now()
    return [...(this.#told.get(workflow)?.values() ?? [])].filter(({ until }) => until >= now).flatMap(({ people }) => people)
  }
}

/** All of them, each page once, with colours and guests' numbers that no two share: the same list on every server that knows the same people. */
export function together(here: readonly Person[], elsewhere: readonly Person[]): readonly Person[] {
  if (elsewhere.length === 0) return here
  // a page that has just changed servers is where it is now
  const all = [...new Map([...elsewhere, ...here].map((person) => [person.session, person])).values()].sort((a, b) => (a.session < b.session ? -1 : 1))
  const colours = new Set<number>()
  const names = new Set<string>()
  return all.map((person) => {
    let { colour, name } = person
    for (let next = 0; colours.has(colour); next++) colour = next
    for (let next = 1; GUEST.test(name) && names.has(name); next++) name = `Guest ${next}`
    colours.add(colour)
    names.add(name)
    return { ...person, colour, name }
  })
}

const GUEST = /^Guest \d+$/
