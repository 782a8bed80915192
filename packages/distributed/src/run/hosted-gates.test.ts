import { describe, expect, it } from 'vitest'
import { createState, plan, type GateEnd, type GateRequest, type LastingGates } from '@eddy/engine'
import { fakeCatalog, step } from '@eddy/engine/testing'
import { HostedGates } from './hosted-gates.ts'
import { ProcessMemory } from './process-memory.ts'
import { Questions } from './questions.ts'
import { StopSignal } from '../step/stop-signal.ts'

/** Gates that let in whoever comes, and write down what is done at them. */
class Notes implements LastingGates {
  readonly done: string[] = []

  enter({ kind, owner }: GateRequest) {
    this.done.push(`${kind} in ${owner}`)
    return { kind: 'entered' as const, leave: (end: GateEnd) => void this.done.push(`${kind} out ${owner} ${end.kind}`) }
  }

  settle(owners: readonly string[]) {
    this.done.push(`settle ${owners.join()}`)
  }
}

const run = { runId: 'run', state: createState(plan({ eddy: 1, name: 'test', steps: [step('a')] }, { catalog: fakeCatalog() })) }

/** One way through a run. `journal`: how many answers are known. */
class Way {
  readonly #questions = new Questions(() => 0, () => undefined)
  readonly gates: HostedGates
  readonly #memory: ProcessMemory
  #known: number

  constructor({ notes, memory, journal }: { readonly notes: Notes; readonly memory: ProcessMemory; readonly journal: number }) {
    this.#memory = memory
    this.#known = journal
    this.gates = new HostedGates({ gates: notes, questions: this.#questions, memory, goesAgain: journal > 0 })
    if (journal === 0) this.gates.caughtUp(run)
  }

  /** Comes to a gate; what is in the journal is not asked again. */
  async enter(kind: GateRequest['kind'], path: string): Promise<(end: GateEnd) => void> {
    const entered = this.gates.enter({ kind, name: 'g', key: null, owner: `run/${path}`, runId: 'run', settings: {}, signal: new StopSignal() })
    for (const question of this.#questions.takeFresh(() => true)) this.#questions.answer(question.id, this.#known-- > 0 ? { value: { kind: 'entered' } } : await this.#memory.work(0, question))
    const answer = await entered
    if (answer.kind !== 'entered') throw new Error('it was not let in')
    return answer.leave
  }
}

const OK: GateEnd = { kind: 'ok', value: null }
const FAILED: GateEnd = { kind: 'failed' }

describe('gates of a run that is gone through again', () => {
  it('leaves a lock once what has ended is given away', async () => {
    const notes = new Notes()
    const way = new Way({ notes, memory: new ProcessMemory(), journal: 0 })
    const leave = await way.enter('lock', 'a')
    leave(OK)
    expect(notes.done).toEqual(['lock in run/a'])
    way.gates.leaveEnded()
    expect(notes.done).toEqual(['lock in run/a', 'lock out run/a ok'])
  })

  it('stays where it has come again before that', async () => {
    const notes = new Notes()
    const way = new Way({ notes, memory: new ProcessMemory(), journal: 0 })
    const first = await way.enter('lock', 'a')
    first(FAILED)
    const second = await way.enter('lock', 'a')
    way.gates.leaveEnded()
    expect(notes.done).toEqual(['lock in run/a'])
    second(OK)
    way.gates.leaveEnded()
    expect(notes.done).toEqual(['lock in run/a', 'lock out run/a ok'])
  })

  it('touches nothing on its way through the journal; then it goes into what it is inside of, and what else it held is free', async () => {
    const notes = new Notes()
    const way = new Way({ notes, memory: new ProcessMemory(), journal: 3 })
    const past = await way.enter('lock', 'a')
    past(OK)
    way.gates.leaveEnded()
    await way.enter('lock', 'b')
    await way.enter('claim', 'c')
    expect(notes.done).toEqual([])
    way.gates.caughtUp(run)
    expect(notes.done).toEqual(['lock in run/b', 'claim in run/c', 'settle run/b,run'])
  })

  it('enters no gate twice that it is inside of in this process, on whichever way', async () => {
    const [notes, memory] = [new Notes(), new ProcessMemory()]
    await new Way({ notes, memory, journal: 0 }).enter('lock', 'a')
    const again = new Way({ notes, memory, journal: 1 })
    const leave = await again.enter('lock', 'a')
    again.gates.caughtUp(run)
    leave(OK)
    again.gates.leaveEnded()
    expect(notes.done).toEqual(['lock in run/a', 'settle run/a', 'lock out run/a ok'])
  })

  it('goes out of what a way that was given up was inside of, and the journal does not know', async () => {
    const [notes, memory] = [new Notes(), new ProcessMemory()]
    const given = new Way({ notes, memory, journal: 0 })
    await given.enter('lock', 'a')
    await given.enter('lock', 'b')
    const again = new Way({ notes, memory, journal: 1 })
    await again.enter('lock', 'a')
    again.gates.caughtUp(run)
    expect(notes.done).toEqual(['lock in run/a', 'lock in run/b', 'lock out run/b dropped', 'settle run/a'])
  })

  it('tells a breaker once of each failure', async () => {
    const [notes, memory] = [new Notes(), new ProcessMemory()]
    const first = new Way({ notes, memory, journal: 0 })
    const fail = await first.enter('breaker', 'a')
    fail(FAILED)
    const again = new Way({ notes, memory, journal: 1 })
    const failAgain = await again.enter('breaker', 'a')
    failAgain(FAILED)
    again.gates.caughtUp(run)
    again.gates.leaveEnded()
    expect(notes.done).toEqual(['breaker in run/a', 'breaker out run/a failed', 'settle '])
  })

  it('takes no more of a rate for what has been let through', async () => {
    const notes = new Notes()
    const way = new Way({ notes, memory: new ProcessMemory(), journal: 1 })
    await way.enter('rate', 'a')
    way.gates.caughtUp(run)
    expect(notes.done).toEqual(['settle run/a'])
  })
})
