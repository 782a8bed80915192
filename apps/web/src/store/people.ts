/** Someone who has the same workflow open. */
export interface Person {
  readonly session: string
  readonly name: string
  readonly colour: number
  /** Path of the step that is selected there. */
  readonly step?: string
}

/** Who else is here, for the bar and for the cards. */
export interface People {
  readonly all: () => readonly Person[]
  readonly on: (path: string) => readonly Person[]
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (people: readonly Person[]) => void
}

const nobody: readonly Person[] = []

export function createPeople(): People {
  let all = nobody
  let byStep: ReadonlyMap<string, readonly Person[]> = new Map()
  const listeners = new Set<() => void>()
  return {
    all: () => all,
    // the same list as long as it is the same people: only cards that someone comes to or leaves are drawn again
    on: (path) => byStep.get(path) ?? nobody,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set: (people) => {
      const before = byStep
      all = people
      const steps = new Set(people.flatMap(({ step }) => step ?? []))
      byStep = new Map([...steps].map((step) => [step, same(before.get(step), people.filter((person) => person.step === step))]))
      for (const listener of listeners) listener()
    },
  }
}

function same(before: readonly Person[] | undefined, now: readonly Person[]): readonly Person[] {
  return before?.length === now.length && before.every(({ session, name, colour }, index) => session === now[index]?.session && name === now[index].name && colour === now[index].colour) ? before : now
}
