import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import type { UndoResolution } from '../host/run-handle.ts'
import { fail, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

const MOST_ASKED = 5
const undoAnswer = fc.constantFrom('ok' as const, 'ok' as const, 'fail' as const, 'retry' as const)
const done = fc.record({ kind: fc.constantFrom('pure', 'effect', 'undoable'), undo: fc.boolean(), answers: fc.array(undoAnswer, { maxLength: 8 }) })
/** What fails the run: plainly, or without an answer, so that nothing is known of it. */
const last = fc.record({ isLost: fc.boolean(), undo: fc.boolean(), answers: fc.array(undoAnswer, { maxLength: 3 }) })
const resolution = fc.record({ of: fc.nat(6), how: fc.constantFrom<UndoResolution['how'][]>('retry', 'retry', 'skipped', 'done_outside', 'happened', 'not_happened'), reason: fc.constantFrom('seen to', 'seen to', ' '), edits: fc.boolean() })
const drawn = fc.record({ steps: fc.array(done, { minLength: 1, maxLength: 5 }), last, resolutions: fc.array(resolution, { maxLength: 12 }) })
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
type Resolving = Drawn['resolutions'][number]

interface Effect {
  readonly name: string
  readonly hasUndo: boolean
  readonly answers: readonly string[]
  at: number
  state: 'done' | 'undone' | 'left' | 'unknown' | 'skipped' | 'never'
}

/** Who has done what, and what became of it: worked out from U3, U4, U10, U11 and U13 alone. */
class Oracle {
  readonly effects: Effect[]
  readonly undone: string[] = []
  #left: string[] = []

  constructor({ steps, last: end }: Drawn) {
    this.effects = steps.flatMap(({ kind, undo, answers }, index) => (kind === 'pure' ? [] : [{ name: `s${index}`, hasUndo: kind === 'undoable' || undo, answers, at: 0, state: 'done' as const }]))
    for (const effect of this.effects.toReversed()) if (effect.hasUndo) this.#undo(effect)
    if (!end.isLost) return
    this.effects.push({ name: 'last', hasUndo: end.undo, answers: end.answers, at: 0, state: 'unknown' })
    this.#left.push('last')
  }

  #undo(effect: Effect): void {
    let answer = 'retry'
    for (let attempt = 0; attempt < MOST_ASKED && answer === 'retry'; attempt++) answer = effect.answers[effect.at++] ?? 'ok'
    effect.state = answer === 'ok' ? 'undone' : 'left'
    if (answer === 'ok') this.undone.push(effect.name)
    this.#left = this.#left.filter((name) => name !== effect.name)
    if (answer !== 'ok') this.#left.push(effect.name)
  }

  /** Undefined: it is done; else the code that it is refused with. */
  resolve(name: string, { how, reason }: Resolving): string | undefined {
    const effect = this.effects.find((one) => one.name === name)
    if (effect === undefined || !this.#left.includes(name)) return 'NOT_UNDOABLE'
    const settlesDoubt = how === 'happened' || how === 'not_happened'
    if ((effect.state === 'unknown' && how === 'retry') || (effect.state === 'left' && settlesDoubt)) return 'NOT_UNDOABLE'
    if ((how === 'skipped' || how === 'done_outside') && reason.trim() === '') return 'REASON_MISSING'
    this.#left = this.#left.filter((one) => one !== name)
    if (how === 'retry' || (how === 'happened' && effect.hasUndo)) this.#undo(effect)
    else effect.state = how === 'happened' ? 'done' : how === 'skipped' ? 'skipped' : how === 'done_outside' ? 'undone' : 'never'
    return undefined
  }

  get standing() {
    const stays = this.effects.filter(({ state }) => state === 'done' || state === 'left' || state === 'skipped')
    return { status: this.#left.length > 0 ? 'rollback_incomplete' : 'rolled_back', left: this.#left.toSorted(), residue: stays.map(({ name }) => name).toSorted(), undone: this.undone }
  }
}

function runOf({ steps, last: end }: Drawn, recover?: readonly RunEvent[]): TestRun {
  const documentSteps = steps.map(({ kind, undo }, index): Step => step(`s${index}`, { kind, ...(kind === 'effect' && undo ? { undo: `undo_s${index}` } : {}), arguments: [{ name: 'x', from: { value: index } }], after: index === 0 ? [] : [`s${index - 1}`] }))
  const failing = step('last', { kind: 'once', onInterrupt: 'compensate', after: [`s${steps.length - 1}`], ...(end.undo ? { undo: 'undo_last' } : {}) })
  const asked = new Map<string, number>()
  const answering = (name: string, answers: readonly string[]): Script => () => {
    const at = asked.get(name) ?? 0
    asked.set(name, at + 1)
    const answer = answers[at] ?? 'ok'
    return answer === 'ok' ? ok() : answer === 'retry' ? { kind: 'retry', delayMs: 1 } : fail('stuck')
  }
  const scripts: { [name: string]: Script } = { last: () => (end.isLost ? { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } } : fail()), undo_last: answering('last', end.answers) }
  steps.forEach(({ answers }, index) => {
    const undoing = answering(`s${index}`, answers)
    scripts[`undo_s${index}`] = undoing
    scripts[`s${index}`] = (request) => (request.purpose === 'undo' ? undoing(request) : ok(index))
  })
  return runDocument({ steps: [...documentSteps, failing], handlers: [...steps.map((_, index) => step(`undo_s${index}`, { arguments: [{ name: 'given', from: { origin: 'arguments' } }] })), step('undo_last')] }, { scripts, ...(recover ? { recover } : {}) })
}

function goOn({ clock }: TestRun): void {
  for (let next = clock.next(); next !== undefined; next = clock.next()) clock.runTo(next)
}

function standingOf({ status, left, residue, undone }: TestRun['run']['state']) {
  return { status, left: left.toSorted(), residue: residue.toSorted(), undone }
}

function codeOf(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}

const told = (name: string, { how, reason, edits }: Resolving): UndoResolution => {
  const edited: { readonly [name: string]: Json } = { x: 'edited' }
  if (how === 'retry') return { step: name, how, ...(edits ? { arguments: edited } : {}) }
  return how === 'happened' ? { step: name, how, value: 7 } : { step: name, how, reason }
}

describe('what a rollback has left', () => {
  it('U3 U4 U10 U11 U13 F1 is undone, skipped, done outside or denied as people say, and told as it then is', () => {
    fc.assert(
      fc.property(drawn, (draw) => {
        const oracle = new Oracle(draw)
        const test = runOf(draw)
        goOn(test)
        expect(standingOf(test.run.state), test.log().join('\n')).toEqual(oracle.standing)
        for (const each of draw.resolutions) {
          const name = each.of === 6 ? 'last' : `s${each.of}`
          const expected = oracle.resolve(name, each)
          const seq = test.events.length
          expect(codeOf(() => test.run.resolveUndo(told(name, each))), `${name} ${each.how}`).toBe(expected)
          if (expected !== undefined) expect(test.events.length).toBe(seq)
          goOn(test)
          expect(standingOf(test.run.state), `${name} ${each.how}\n${test.log().join('\n')}`).toEqual(oracle.standing)
          const [undo] = test.executor.calls.slice(-1)
          if (expected === undefined && each.how === 'retry' && each.edits && undo?.step.name.startsWith('undo_s')) expect(undo.arguments).toEqual({ given: { x: 'edited' } })
        }
        const again = runOf(draw, test.events)
        expect(standingOf(again.run.state)).toEqual(oracle.standing)
      }),
      { numRuns: 500 },
    )
  })
})
