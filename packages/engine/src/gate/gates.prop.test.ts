import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GateAnswer, GateEnd, GateRequest } from '../port/gates.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { createGates } from './create-gates.ts'

/** What happens at one gate: somebody comes, an earlier one leaves or gives up, or time goes on. */
type Act =
  | { readonly act: 'enter'; readonly owner: number; readonly waitMs: number | null }
  | { readonly act: 'leave'; readonly which: number; readonly end: 'ok' | 'failed' | 'dropped' }
  | { readonly act: 'abort'; readonly which: number }
  | { readonly act: 'advance'; readonly ms: number }

const waits = fc.constantFrom(null, 0, 500, 2000, 60_000)
const enter = fc.record({ act: fc.constant('enter' as const), owner: fc.nat(4), waitMs: waits })
const advance = fc.record({ act: fc.constant('advance' as const), ms: fc.constantFrom(1, 100, 250, 333, 999, 1000, 5000) })
const leave = fc.record({ act: fc.constant('leave' as const), which: fc.nat(9), end: fc.constantFrom('ok' as const, 'failed' as const, 'failed' as const, 'dropped' as const) })
const abort = fc.record({ act: fc.constant('abort' as const), which: fc.nat(9) })
const actsOf = (...acts: readonly fc.Arbitrary<Act>[]) => fc.array(fc.oneof(...acts), { minLength: 1, maxLength: 30 })

interface Entry {
  readonly owner: string
  readonly at: number
  readonly waitMs: number | null
  readonly abort: () => void
  answer: 'waiting' | 'entered' | 'refused'
  answeredAt: number
  leave: ((end: GateEnd) => void) | undefined
}

const iso = (ms: number) => `PT${ms / 1000}S`

/** Plays the acts at a gate; `before` sees each act with what has come so far, before it happens. */
async function play(kind: GateRequest['kind'], settings: GateRequest['settings'], acts: readonly Act[], after: (act: Act, entries: readonly Entry[], now: number) => void): Promise<readonly Entry[]> {
  const clock = new ManualClock()
  const gates = createGates({ clock })
  const entries: Entry[] = []
  const come = (owner: string, waitMs: number | null) => {
    const listeners: (() => void)[] = []
    const signal = { aborted: false, addEventListener: (_type: 'abort', listener: () => void) => void listeners.push(listener) }
    const entry: Entry = { owner, at: clock.now(), waitMs, answer: 'waiting', answeredAt: NaN, leave: undefined, abort: () => ((signal.aborted = true), listeners.splice(0).forEach((listener) => listener())) }
    entries.push(entry)
    const answered = (answer: GateAnswer) => {
      entry.answer = answer.kind === 'entered' ? 'entered' : 'refused'
      entry.answeredAt = clock.now()
      if (answer.kind === 'entered') entry.leave = answer.leave
    }
    const answer = gates.enter({ kind, name: 'gate', key: null, owner, settings: waitMs === null ? settings : { ...settings, wait: iso(waitMs) }, signal })
    return answer instanceof Promise ? void answer.then(answered) : answered(answer)
  }
  const settle = async () => {
    for (let i = 0; i < 6; i++) await Promise.resolve()
  }
  for (const act of acts) {
    if (act.act === 'enter') come(`r${act.owner}`, act.waitMs)
    else if (act.act === 'leave') {
      const held = entries.filter((entry) => entry.leave !== undefined)
      const entry = held[act.which % Math.max(1, held.length)]
      const leaving = entry?.leave
      if (entry !== undefined) entry.leave = undefined
      leaving?.(act.end === 'ok' ? { kind: 'ok', value: null } : { kind: act.end })
    } else if (act.act === 'abort') {
      const waiting = entries.filter((entry) => entry.answer === 'waiting')
      waiting[act.which % Math.max(1, waiting.length)]?.abort()
    } else {
      // one alarm after the other, so that each answer is seen at its time
      const until = clock.now() + act.ms
      for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
        clock.runTo(next)
        await settle()
      }
      clock.runTo(until)
    }
    await settle()
    after(act, entries, clock.now())
  }
  return entries
}

describe('gates, whatever comes in whatever order', () => {
  it('C6 a rate limit lets in as many as it may in any period, each as early as that allows, and refuses who would wait longer than he may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.constantFrom(300, 1000, 2500), actsOf(enter, enter, advance), async (max, perMs, acts) => {
        const admitted: number[] = []
        const entries = await play('rate', { max, per: iso(perMs) }, [...acts, { act: 'advance', ms: 1_000_000 }], () => undefined)
        for (const entry of entries) {
          const first = admitted.at(-max)
          const due = admitted.length < max || first === undefined ? entry.at : Math.max(entry.at, first + perMs)
          const refused = due - entry.at > (entry.waitMs ?? 60_000)
          expect([entry.answer, entry.answeredAt]).toEqual(refused ? ['refused', entry.at] : ['entered', due])
          if (!refused) admitted.push(due)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('C6 a rate limit keeps to its periods where some give up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), actsOf(enter, enter, advance, abort), async (max, acts) => {
        const entries = await play('rate', { max, per: 'PT1S' }, [...acts, { act: 'advance', ms: 1_000_000 }], () => undefined)
        const times = entries.filter(({ answer }) => answer === 'entered').map(({ answeredAt }) => answeredAt).sort((a, b) => a - b)
        times.forEach((time, index) => expect(time - (times[index - max] ?? -Infinity)).toBeGreaterThanOrEqual(1000))
        expect(entries.every(({ answer }) => answer !== 'waiting')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('C6 a circuit breaker opens after failures in a row, refuses while it is open, and lets one at a time in on trial', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), actsOf(enter, enter, leave, leave, advance), async (failures, acts) => {
        const cooldown = 1000
        let inARow = 0
        let openUntil = 0
        let trial: Entry | undefined
        let seen = 0
        const ended = new Set<Entry>()
        const after = (act: Act, entries: readonly Entry[], now: number) => {
          if (act.act === 'leave') {
            const left = entries.find((entry) => entry.answer === 'entered' && entry.leave === undefined && !ended.has(entry))
            if (left === undefined) return
            ended.add(left)
            if (left === trial) trial = undefined
            if (act.end === 'ok') inARow = 0
            if (act.end === 'failed' && ++inARow >= failures) openUntil = now + cooldown
          }
          for (; seen < entries.length; seen++) {
            const entry = entries[seen]
            const open = inARow >= failures
            const refused = open && (now < openUntil || trial !== undefined)
            expect(entry?.answer).toBe(refused ? 'refused' : 'entered')
            if (open && !refused) trial = entry
          }
        }
        await play('breaker', { failures, cooldown: iso(cooldown) }, acts, after)
      }),
      { numRuns: 300 },
    )
  })

  it('C7 C6 a concurrency key lets in as many owners as it may, in the order of coming; nobody waits beside a free place or longer than he may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), actsOf(enter, enter, leave, leave, abort, advance), async (limit, acts) => {
        const after = (_act: Act, entries: readonly Entry[], now: number) => {
          const inside = new Set(entries.filter(({ leave: held }) => held !== undefined).map(({ owner }) => owner))
          expect(inside.size).toBeLessThanOrEqual(limit)
          const waiting = entries.filter(({ answer }) => answer === 'waiting')
          if (waiting.length > 0) expect(inside.size).toBe(limit)
          for (const entry of waiting) {
            expect(inside).not.toContain(entry.owner)
            if (entry.waitMs !== null) expect(now - entry.at).toBeLessThan(Math.max(1, entry.waitMs))
          }
        }
        const entries = await play('concurrency', { limit }, acts, after)
        // who came later has not been let in before one that still waits, unless he was inside
        const waiting = entries.findIndex(({ answer }) => answer === 'waiting')
        const overtakers = waiting === -1 ? [] : entries.slice(waiting + 1).filter((entry) => entry.answer === 'entered' && !entries.slice(0, waiting).some(({ owner }) => owner === entry.owner))
        expect(overtakers.map(({ owner }) => owner)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
