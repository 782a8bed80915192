import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import type { Outcome } from '../port/step-executor.ts'
import { fail, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

type Word = 'happened' | 'not_happened' | 'unknown'
/** What a check says, and how it says it. */
const SAYINGS: readonly (readonly [Word, () => Outcome])[] = [
  ['happened', () => ok({ happened: true, value: 'found' })],
  ['not_happened', () => ok({ happened: false })],
  ['not_happened', () => ok('not_happened')],
  ['unknown', () => ok('unknown')],
  ['unknown', () => ok(7)],
  ['unknown', () => fail('nobody there')],
  ['unknown', () => { throw new Error('thrown') }],
  ['unknown', () => ({ kind: 'nonsense' }) as unknown as Outcome],
]

const drawn = fc.record({
  kind: fc.constantFrom('effect' as const, 'once' as const),
  cause: fc.constantFrom('crash' as const, 'lost' as const, 'timeout' as const),
  sayings: fc.array(fc.nat(SAYINGS.length - 1), { minLength: 1, maxLength: 3 }),
  hasCheck: fc.boolean(),
  onInterrupt: fc.constantFrom(undefined, 'retry' as const, 'halt' as const),
  retries: fc.nat(1),
  undo: fc.boolean(),
  /** What a person says, each time they are asked. */
  words: fc.array(fc.constantFrom('happened' as const, 'not_happened' as const, 'ask_again' as const), { minLength: 1, maxLength: 3 }),
  laterFails: fc.boolean(),
  /** The process dies once more while the check is asked. */
  dies: fc.boolean(),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

interface Expected {
  readonly value: Json | undefined
  readonly attempts: number
  readonly checks: number
  readonly asked: number
  /** The run goes down with it, and what then becomes of what it did. */
  readonly down?: 'undone' | 'left' | 'nothing'
}

/** H5 and H8, step by step: the check first, then `onInterrupt`, then a person; what is tried again answers. */
function expected({ kind, cause, sayings, hasCheck, onInterrupt, retries, undo, words }: Drawn): Expected {
  let [checks, asked] = [0, 0]
  const follows = onInterrupt ?? (kind === 'effect' ? 'retry' : 'halt')
  // a crash says nothing against another attempt; what had no answer goes the way of any failure
  const again = (isKnown: boolean): Expected => {
    if (cause === 'crash' || retries > 0) return { value: 'second', attempts: 2, checks, asked }
    // the run goes down: what may be repeated is, to learn what there is to undo
    const repeats = !isKnown && undo
    return repeats ? { value: 'second', attempts: 2, checks, asked, down: 'undone' } : { value: undefined, attempts: 1, checks, asked, down: isKnown ? 'nothing' : 'left' }
  }
  for (;;) {
    const said: Word = hasCheck ? (SAYINGS[sayings[Math.min(checks++, sayings.length - 1)] ?? 0]?.[0] ?? 'unknown') : 'unknown'
    if (said === 'happened') return { value: 'found', attempts: 1, checks, asked }
    if (said === 'not_happened' || follows === 'retry') return again(said === 'not_happened')
    const word = words[Math.min(asked++, words.length - 1)]
    if (word === 'happened') return { value: 'told', attempts: 1, checks, asked }
    // whom a person sends back is tried again, whatever the retry
    if (word === 'not_happened') return { value: 'second', attempts: 2, checks, asked }
    // who is asked again and again has it checked each time
    if (asked > 4) return { value: undefined, attempts: 1, checks: checks + (hasCheck ? 1 : 0), asked }
  }
}

const never: Promise<Outcome> = { then: () => undefined } as unknown as Promise<Outcome>

function played(draw: Drawn): { readonly test: TestRun; readonly came: Expected; readonly keys: ReadonlySet<string> } {
  const { kind, cause, sayings, hasCheck, onInterrupt, retries, undo, words, laterFails, dies } = draw
  const came = { attempts: 0, checks: 0, asked: 0 }
  const keys = new Set<string>()
  let silent = dies && hasCheck
  const first: Outcome | Promise<Outcome> = cause === 'lost' ? { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } } : never
  const scripts: { readonly [name: string]: Script } = {
    s: (request) => (keys.add(request.idempotencyKey), ++came.attempts === 1 ? first : ok('second')),
    look: () => {
      if (silent) return never
      return SAYINGS[sayings[Math.min(came.checks++, sayings.length - 1)] ?? 0]?.[1]() ?? ok()
    },
    z: () => (laterFails ? fail('no', { retryable: false }) : ok('end')),
  }
  const s: Step = step('s', { kind, after: ['a'], retry: { max: retries, backoff: { initial: 'PT1S' } }, ...(cause === 'timeout' ? { timeout: 'PT9S' } : {}), ...(hasCheck ? { check: 'look' } : {}), ...(onInterrupt ? { onInterrupt } : {}), ...(undo ? { undo: 'undo' } : {}) })
  const document = { steps: [step('a', { kind: 'effect', undo: 'undo' }), s, step('z', { after: ['s'] })], handlers: [step('undo'), step('look')] }
  const taken = (log: readonly RunEvent[]) => runDocument(document, { scripts, recover: log.slice() })
  let test = runDocument(document, { scripts })
  if (cause === 'crash') test = taken(test.events)
  for (let turn = 0; turn < 40; turn++) {
    const next = test.clock.next()
    if (test.run.state.status === 'halted') {
      if (came.asked > 4) break
      const did = words[Math.min(came.asked++, words.length - 1)] ?? 'ask_again'
      test.run.resume({ resolution: did === 'happened' ? { step: 's', did, value: 'told' } : { step: 's', did } })
    } else if (silent && [...test.run.state.performing].some(({ duty }) => duty === 'check')) {
      silent = false
      test = taken(test.events)
    } else if (next === undefined) break
    else test.clock.runTo(next)
  }
  const value = test.events.find(({ type, step: path }) => type === 'step.succeeded' && path === 's')?.data as { readonly value: Json } | undefined
  return { test, came: { ...came, value: value?.value }, keys }
}

describe('attempts in doubt', () => {
  it('H5 H8 R5 U9 are settled by the check, by onInterrupt, by a person, in this order, with one effect under one key', () => {
    fc.assert(
      fc.property(drawn, (draw) => {
        const { test, came, keys } = played(draw)
        const { down, ...wanted } = expected(draw)
        expect(came, test.log().join('\n')).toEqual(wanted)
        expect(keys.size).toBe(1)
        const { status, undone, left } = test.run.state
        const isUndone = down === 'undone' || (down === undefined && draw.undo)
        if (wanted.asked > 4) expect(status).toBe('halted')
        else if (down === undefined && !draw.laterFails) expect({ status, undone, left }).toEqual({ status: 'succeeded', undone: [], left: [] })
        else expect({ status, undone, left }, test.log().join('\n')).toEqual({ status: down === 'left' ? 'rollback_incomplete' : 'rolled_back', undone: isUndone ? ['s', 'a'] : ['a'], left: down === 'left' ? ['s'] : [] })
      }),
      { numRuns: 500 },
    )
  })
})
