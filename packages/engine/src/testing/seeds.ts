import type { Step } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import type { Behaviour, Model } from './model/arbitrary-document.ts'
import type { Acts } from './model/play-model.ts'

/** A run that once went wrong, made as small as it gets. */
export interface FoundCase {
  /** With the rules that it breaks. */
  readonly name: string
  readonly model: Model
  readonly acts: Acts
  /** Crash after the first (or `nth`, from 0) event of this type, of this step. */
  readonly crashAfter?: readonly [type: RunEvent['type'], step?: string, nth?: number]
}

const QUIET: Behaviour = { answers: ['ok'], undo: ['ok'], handler: 'ok', when: 'now' }
const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [{ name: 'undo', kind: 'effect' }, { name: 'fix', kind: 'effect' }]

function model(steps: readonly Step[], behaviours: { readonly [name: string]: Partial<Behaviour> }, more: Partial<Model['document']['options'] & object> = {}): Model {
  const full = Object.fromEntries([...namesOf(steps), ...Object.keys(behaviours)].map((name) => [name, { ...QUIET, ...behaviours[name] }]))
  return { document: { eddy: 1, name: 'model', steps, handlers, options: { maxConcurrency: 4, drain: 'PT1S', ...more } }, library: {}, behaviours: full }
}

/** With a failure lane of these steps, whose behaviours the model has already. */
function withLane({ document, library, behaviours }: Model, ...steps: readonly Step[]): Model {
  return { document: { ...document, failure: { steps } }, library, behaviours }
}

function namesOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => [step.name, ...namesOf([...(step.steps ?? []), ...(step.branches ?? []).flatMap((branch) => branch.steps)])])
}

const plain = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'pure', ...more })
/** It fails without an attempt. */
const GUARDED: Partial<Step> = { retry: { max: 0 }, guards: [{ when: 'true' }, { when: 'false', otherwise: { fail: 'no' } }] }
const FIRST: Acts = { choices: [0] }
const race = (name: string, ...branches: readonly (readonly Step[])[]): Step => ({ name, kind: 'race', branches: branches.map((steps) => ({ steps })) })

const map = (name: string, ...steps: readonly Step[]): Step => ({ name, kind: 'map', config: { onElementError: 'fail', concurrency: 1 }, arguments: [{ name: 'source', from: { value: [1, 2] } }], steps })
const repeat = (name: string, ...steps: readonly Step[]): Step => ({ name, kind: 'repeat', config: { maxRounds: 1, initial: 4 }, steps })

/** What the model has found, one case for each, the worst first; none may come back. */
export const FOUND_CASES: readonly FoundCase[] = [
  {
    name: 'F1 U6 U7 tried-again-beside-a-late-undo: a race is tried again while what a straggler of its attempt has done is still being undone, and the log cannot be folded',
    model: model(
      [race('r', [{ name: 'g', kind: 'group', steps: [plain('a', undo), plain('b', GUARDED)] }], [{ name: 'h', kind: 'group', steps: [plain('c', undo), plain('d', GUARDED)] }]), plain('p', { role: 'pivot' })],
      { a: { when: 'later' }, c: { when: 'later' } },
      { maxConcurrency: 2 },
    ),
    acts: { choices: [2, 0, 0, 1, 1, 0] },
    crashAfter: ['run.started'],
  },
  {
    name: 'U1 U9 H5 crash-while-straggling: an attempt is made again after the end of the run, and its effect is neither undone nor told',
    model: model([plain('slow', undo), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles' } }),
    acts: FIRST,
    crashAfter: ['timer.fired'],
  },
  {
    name: 'H5 U10 doubt-forgotten-in-queue: an attempt in doubt that waits for a slot when the run fails is forgotten',
    model: model([plain('first'), plain('bad', { waitFor: ['first'] }), plain('other', { waitFor: ['first'] }), plain('e', undo)], { first: { when: 'later' }, e: { when: 'later' }, bad: { when: 'later', answers: ['refuse'] }, other: { when: 'later' } }, { maxConcurrency: 2 }),
    acts: FIRST,
    crashAfter: ['step.succeeded', 'first'],
  },
  {
    name: 'U4 U9 nested-scopes-undo-twice: what stands in two scopes that go down is undone in both',
    model: model([race('outer', [race('inner', [plain('a', undo), plain('slow')], [plain('fast')])], [plain('wins')])], { slow: { when: 'later' }, fast: { when: 'later' }, wins: { when: 'later' }, a: { when: 'now' } }),
    acts: { choices: [2, 0, 0] },
  },
  {
    name: 'C5 U2 race-won-while-failing: a run that fails while a race is won never ends',
    model: model([plain('bad'), race('r', [plain('one')], [plain('two')])], { bad: { when: 'later', answers: ['refuse'] }, one: { when: 'later' } }, { maxConcurrency: 2 }),
    acts: FIRST,
  },
  {
    name: 'H4 U3 U9 cancel-rolls-back-twice: a late outcome while an undo of a cancelled run waits to be tried again begins a second rollback, and the undo is forgotten',
    model: model([plain('a', undo), plain('slow')], { a: { undo: ['retry', 'ok'] }, slow: { when: 'straggles' } }),
    acts: { choices: [0], cancel: { after: 0, rollback: true }, eager: true },
  },
  {
    name: 'F1 S7 U6 replaced-emitter-in-a-second-life: the log of a group that is tried again, with a step that takes over its emitter, cannot be folded',
    model: model([{ name: 'g', kind: 'group', config: { onFailure: 'contain' }, retry: { max: 1, backoff: { initial: 'PT1S' } }, steps: [plain('loop', undo)] }], { loop: { answers: ['loop', 'fail'] } }),
    acts: FIRST,
  },
  {
    name: 'U6 H1 halt-in-a-failing-scope: a step that halts in a contained group that goes down stops the run for ever',
    model: model([{ name: 'g', kind: 'group', config: { onFailure: 'contain' }, steps: [plain('bad'), plain('h')] }], { h: { answers: ['halt'] }, bad: { when: 'later', answers: ['fail'] } }),
    acts: FIRST,
  },
  {
    name: 'H1 C4 repeat-while-halting: a run that halts while a round of a repeat ends stays halting for ever',
    model: model([{ name: 'r', kind: 'repeat', config: { maxRounds: 2 }, steps: [plain('slow')] }, plain('h')], { slow: { when: 'later' }, h: { when: 'later', answers: ['halt'] } }),
    acts: FIRST,
  },
  {
    name: 'S7 U3 undo-of-a-replaced-emitter: the undo of an emitter that has handed on its name is not tried again',
    model: model([plain('loop', undo), plain('bad', { waitFor: ['loop'] })], { loop: { answers: ['loop', 'ok'], undo: ['retry', 'ok'] }, bad: { answers: ['fail'] } }),
    acts: FIRST,
  },
  {
    name: 'S7 H5 emission-made-again-after-a-crash: the attempt that is made again may not emit what it has emitted',
    model: model([plain('e'), plain('z', { waitFor: ['e'] })], { e: { answers: ['emit'] } }),
    acts: FIRST,
    crashAfter: ['steps.emitted'],
  },
  {
    name: 'R5 U6 key-of-an-undone-effect: a group that is tried again uses the keys of effects that it has undone',
    model: model([{ name: 'g', kind: 'group', config: { onFailure: 'contain' }, retry: { max: 1, backoff: { initial: 'PT1S' } }, steps: [plain('a', undo), plain('bad', { waitFor: ['a'] })] }], { bad: { answers: ['fail'] } }),
    acts: FIRST,
  },
  {
    name: 'U1 U10 late-success-not-told: the late success of a straggler that cannot be undone is no residue',
    model: model([plain('slow', { kind: 'effect' }), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles' } }),
    acts: FIRST,
  },
  {
    name: 'U1 U4 late-success-not-told: a straggler whose undo fails leaves the run rolled back',
    model: model([plain('slow', undo), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles', undo: ['fail'] } }),
    acts: FIRST,
  },
  {
    name: 'U1 R3 straggler-continued: a straggler that fails late and goes on with a value of its handler is a success, and is not undone',
    model: model([plain('slow', { ...undo, compensate: 'fix' }), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles', answers: ['fail'], handler: 'continue' } }),
    acts: FIRST,
  },
  {
    name: 'H4 late-success-undone-against-the-will: a run that is cancelled without rollback undoes its stragglers',
    model: model([plain('slow', undo)], { slow: { when: 'straggles' } }),
    acts: { choices: [0], cancel: { after: 0, rollback: false } },
  },
  {
    name: 'H4 U10 scope-rollback-after-cancel: a branch that goes down when the run is cancelled without rollback is undone after its end, and stays in the residue',
    model: model([race('r', [plain('one')], [plain('a', undo), plain('two')])], { one: { when: 'later' }, two: { when: 'later' } }),
    acts: { choices: [0], cancel: { after: 0, rollback: false } },
  },
  {
    name: 'U2 S7 emitted-undone-after-emitter: in parallel an emitter is undone before what it has emitted',
    model: model([plain('e', undo), plain('bad', { waitFor: ['e'] })], { e: { answers: ['emit'] }, bad: { when: 'later', answers: ['fail'] } }, { rollback: 'parallel' }),
    acts: FIRST,
  },
  {
    name: 'L1 U1 late-undo-beside-a-failed-lane: a failure lane that fails while a straggler is being undone never ends the run',
    model: withLane(model([plain('slow', undo), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles' }, tell: { when: 'later', answers: ['refuse'] } }), plain('tell')),
    acts: { choices: [0], eager: true },
  },
  {
    name: 'F1 S7 H5 replaced-emitter-interrupted: the log of a step that has taken over its emitter, was interrupted after emitting and has emitted again cannot be folded',
    model: model([plain('loop'), plain('other')], { loop: { answers: ['loop'] } }, { maxConcurrency: 1 }),
    acts: FIRST,
    crashAfter: ['steps.emitted', 'loop', 2],
  },
  {
    name: 'U1 U10 L1 late-mended-beside-the-lane: a straggler that fails while the failure lane runs, and goes on by a rule, is neither undone nor told',
    model: withLane(model([plain('bad'), plain('slow', { ...undo, onError: [{ when: 'error.code = "TEST"', then: 'continue' }] })], { bad: { when: 'later', answers: ['refuse'] }, slow: { when: 'straggles', answers: ['fail'] }, tell: { when: 'later' } }), plain('tell')),
    acts: { choices: [0, 0, 0, 1, 0] },
  },
  {
    name: 'H5 U10 L1 doubt-beside-the-lane: a straggler whose host stops while the failure lane runs is in doubt, and is not told among what is left',
    model: withLane(model([plain('slow', { kind: 'effect' }), plain('bad')], { bad: { answers: ['fail'] }, slow: { when: 'straggles' }, tell: { when: 'later' } }), plain('tell')),
    acts: FIRST,
    crashAfter: ['step.started', 'tell'],
  },
  {
    name: 'C5 H1 U6 race-won-while-halting: a branch that goes down while the run halts is undone while it is halted, and the race never ends',
    model: model([plain('h'), race('r', [{ name: 'g', kind: 'group', steps: [plain('one')] }], [plain('two', { kind: 'wait.timer', config: { duration: 'PT1H' } })])], { one: { when: 'later' }, h: { when: 'later', answers: ['halt'] } }),
    acts: FIRST,
  },
  {
    name: 'C5 U6 element-after-the-race: the next element of a branch that goes down is started, because its step was to become ready when the race was won',
    model: model(
      [{ name: 'g', kind: 'group', steps: [plain('p')] }, race('r', [map('m', { kind: 'once', undo: 'undo', name: 's' })], [map('n', { kind: 'once', undo: 'undo', name: 't' })])],
      { p: { when: 'later' }, s: { answers: ['halt'], when: 'later' }, t: { answers: ['halt'], when: 'later' } },
      { maxConcurrency: 2 },
    ),
    acts: { choices: [3] },
  },
  {
    name: 'U4 L1 late-undo-beside-the-lane: a failure lane ends the run while the undo of a straggler waits for its next attempt',
    model: withLane(
      model([{ ...undo, name: 's' }, plain('f', { guards: [{ when: 'false', otherwise: { fail: 'no' } }] })], { s: { when: 'later', undo: ['retry', 'ok'] }, l: { when: 'later' }, k: { when: 'later' } }, { maxConcurrency: 2 }),
      plain('l'), plain('k'),
    ),
    acts: { choices: [3, 0, 0] },
  },
  {
    name: 'C3 C5 U9 round-asked-after-the-race: the log of a branch that goes down while it is asked what follows its round cannot be folded',
    model: model(
      [race('r', [repeat('a', { ...undo, name: 's' }, plain('p'))], [repeat('b', { ...undo, name: 't' }, plain('q'))])],
      { s: { undo: ['throw', 'ok'] }, t: { undo: ['throw', 'ok'] }, p: { answers: ['halt'], when: 'later' }, q: { answers: ['halt'], when: 'later' } },
      { maxConcurrency: 2 },
    ),
    acts: FIRST,
  },
  {
    name: 'H5 U6 U9 rerun-timer-of-a-scope-that-is-gone: the time limit of an attempt made again outlives its scope, and the log cannot be folded',
    model: model([{ name: 'g', kind: 'around', retry: { max: 1, backoff: { initial: 'PT2S' } }, steps: [plain('s', { kind: 'undoable' }), plain('bad')] }], { s: { when: 'later' }, bad: { answers: ['fail', 'ok'] } }),
    acts: FIRST,
    crashAfter: ['step.failed', 'g.bad'],
  },
  {
    name: 'H5 U1 U10 straggler-made-again-halts: a straggler that is made again after a crash, and halts once the rollback is over, is neither known nor told',
    model: model([{ ...undo, name: 's', retry: { max: 1, backoff: { initial: 'PT1S' } } }, { ...undo, name: 't' }], { s: { answers: ['lost', 'halt'], when: 'later' }, t: { when: 'later' } }, { maxConcurrency: 1 }),
    acts: { choices: [0, 0, 3, 0], cancel: { after: 1, rollback: true } },
    crashAfter: ['undo.started', 't'],
  },
  {
    name: 'S7 C5 U1 straggler-emits: the late success of a straggler in a branch that has lost sets free what it emits',
    model: model([race('r', [plain('fast')], [{ ...undo, name: 's' }]), plain('z', { waitFor: ['r'] })], { fast: { when: 'later' }, z: { when: 'later' }, s: { answers: ['emit'], when: 'straggles' } }),
    acts: { choices: [0], eager: true },
  },
  {
    name: 'U1 U9 R4 handler-begun-again-by-a-straggler: a crash at the end of the drain begins the failure handler of a straggler again',
    model: model([{ name: 's', kind: 'undoable', undo: 'none', compensate: 'fix' }, { name: 't', kind: 'undoable' }], { s: { answers: ['lost'], when: 'later' }, t: { when: 'later' } }, { maxConcurrency: 1 }),
    acts: { choices: [2], cancel: { after: 1, rollback: true } },
    crashAfter: ['timer.fired'],
  },
  {
    name: 'U1 U6 U7 pivot-beside-a-rollback: a pivot that passes while a branch is undone, and a cancel after it, leave the rest of the branch in the world',
    model: model([plain('a'), plain('b'), plain('p', { role: 'pivot' }), race('r', [{ ...undo, name: 's' }], [{ ...undo, name: 't' }])], { p: { when: 'later' }, s: { answers: ['loop'], undo: ['retry', 'ok'] }, t: { answers: ['loop'], undo: ['retry', 'ok'] } }, { maxConcurrency: 2 }),
    acts: { choices: [0], cancel: { after: 0, rollback: true }, eager: false },
  },
]
