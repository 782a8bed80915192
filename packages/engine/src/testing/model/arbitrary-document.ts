import fc from 'fast-check'
import type { Argument, Options, Step, WorkflowDocument } from '@eddy/workflow'

/** How a step answers, attempt by attempt; the last one stays. */
export type Answer = 'ok' | 'fail' | 'refuse' | 'retry' | 'halt' | 'throw' | 'garbage' | 'emit' | 'loop' | 'lost' | 'untried'

/** What a leaf does when it runs, and when it is undone. */
export interface Behaviour {
  readonly answers: readonly Answer[]
  readonly undo: readonly ('ok' | 'fail' | 'retry' | 'throw')[]
  readonly handler: 'ok' | 'continue' | 'retry' | 'fail' | 'garbage'
  readonly when: 'now' | 'later' | 'straggles'
}

export interface Model {
  readonly document: WorkflowDocument
  readonly library: { readonly [reference: string]: WorkflowDocument }
  /** By step name; steps that are emitted behave like their emitter's `emitted`. */
  readonly behaviours: { readonly [name: string]: Behaviour }
}

interface LeafDraw {
  readonly kind: string
  readonly undo: boolean
  readonly retries: number
  readonly guard: 'none' | 'passes' | 'skips' | 'fails' | 'halts'
  readonly rule: 'none' | 'continue' | 'fail' | 'retry'
  readonly compensate: boolean
  readonly sync: boolean
  readonly priority: number
  readonly wait: boolean
  readonly behaviour: Behaviour
}

interface Draw {
  readonly shape: 'leaf' | 'group' | 'contain' | 'switch' | 'map' | 'reduce' | 'repeat' | 'race' | 'around' | 'compose'
  readonly back: readonly number[]
  readonly outer: number
  readonly data: boolean
  readonly leaf: LeafDraw
  readonly inner: readonly Draw[]
  readonly reversible: boolean
  readonly count: number
  readonly policy: 'fail' | 'collect' | 'skip' | 'dead_letter'
}

const mostly = <T>(usual: T, ...others: readonly T[]) => fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(usual, ...others) })

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  // most steps succeed, or no run gets far
  answers: fc.oneof({ weight: 12, arbitrary: fc.constant<Answer[]>(['ok']) }, { weight: 5, arbitrary: fc.array(fc.constantFrom<Answer[]>('ok', 'fail', 'refuse', 'retry', 'halt', 'throw', 'garbage', 'emit', 'loop', 'lost', 'lost', 'untried'), { minLength: 1, maxLength: 3 }) }),
  undo: fc.oneof({ weight: 6, arbitrary: fc.constant<Behaviour['undo']>(['ok']) }, { weight: 1, arbitrary: fc.array(fc.constantFrom<Behaviour['undo'][number][]>('ok', 'fail', 'retry', 'throw'), { minLength: 1, maxLength: 3 }) }),
  handler: fc.constantFrom<Behaviour['handler'][]>('ok', 'continue', 'retry', 'fail', 'garbage'),
  when: fc.constantFrom<Behaviour['when'][]>('now', 'now', 'later', 'later', 'straggles'),
})

const leaf: fc.Arbitrary<LeafDraw> = fc.record({
  kind: fc.constantFrom('pure', 'effect', 'effect', 'once', 'undoable'),
  undo: fc.boolean(),
  retries: fc.nat(2),
  guard: mostly<LeafDraw['guard']>('none', 'passes', 'skips', 'fails', 'halts'),
  rule: mostly<LeafDraw['rule']>('none', 'continue', 'fail', 'retry'),
  compensate: mostly(false, true),
  sync: mostly(false, true),
  priority: mostly(0, 1, 2),
  wait: mostly(false, true),
  behaviour,
})

const { draw } = fc.letrec<{ draw: Draw }>((tie) => ({
  draw: fc.record({
    shape: fc.oneof({ depthSize: 'small', maxDepth: 3 }, { weight: 3, arbitrary: fc.constant<Draw['shape']>('leaf') }, { weight: 2, arbitrary: fc.constantFrom<Draw['shape'][]>('group', 'contain', 'switch', 'map', 'reduce', 'repeat', 'race', 'around', 'compose') }),
    back: fc.array(fc.nat(3), { maxLength: 2 }),
    outer: fc.nat(8),
    data: fc.boolean(),
    leaf,
    inner: fc.oneof({ maxDepth: 3, depthIdentifier: 'scopes' }, { weight: 2, arbitrary: fc.constant<Draw[]>([]) }, { weight: 3, arbitrary: fc.array(tie('draw'), { minLength: 1, maxLength: 3, depthIdentifier: 'scopes' }) }),
    reversible: mostly(true, false),
    count: fc.nat(3),
    policy: fc.constantFrom<Draw['policy'][]>('fail', 'collect', 'skip', 'dead_letter'),
  }),
}))

const options: fc.Arbitrary<Options> = fc.record({
  maxConcurrency: fc.integer({ min: 1, max: 4 }),
  rollback: fc.constantFrom('sequential' as const, 'parallel' as const),
  drain: fc.constantFrom('PT1S', 'PT5S'),
})

/** Random documents, nested up to three deep, with what each of their steps does. */
export const arbitraryModel: fc.Arbitrary<Model> = fc
  .record({ draws: fc.array(draw, { minLength: 1, maxLength: 5 }), options, pivot: fc.option(fc.nat(5), { freq: 8, nil: undefined }), lane: fc.array(leaf, { maxLength: 2 }), hasLane: mostly(false, true) })
  .map(({ draws, options: drawn, pivot, lane, hasLane }) => {
    const making: Making = { behaviours: {}, library: {}, next: 0 }
    const made = scopeOf(making, draws, [])
    const steps = made.map((step, index) => (index === pivot && !step.steps && !step.branches && step.kind !== 'compose' ? { ...step, role: 'pivot' as const } : step))
    if (pivot !== undefined) settleDown(making, steps[pivot])
    const failure = hasLane && lane.length > 0 ? { failure: { steps: lane.map((one) => leafOf(making, one)) } } : {}
    return { document: { eddy: 1, name: 'model', steps, handlers, options: drawn, ...failure }, library: making.library, behaviours: making.behaviours }
  })

const handlers: readonly Step[] = [{ name: 'undo', kind: 'effect' }, { name: 'fix', kind: 'effect' }, { name: 'undo_twice', kind: 'effect', retry: { max: 1, backoff: { initial: 'PT1S' } } }]

interface Making {
  readonly behaviours: { [name: string]: Behaviour }
  readonly library: { [reference: string]: WorkflowDocument }
  next: number
}

/** A pivot that straggles would pass after the rollback has begun. */
function settleDown(making: Making, step: Step | undefined): void {
  const drawn = step && making.behaviours[step.name]
  if (step && drawn) making.behaviours[step.name] = { ...drawn, when: drawn.when === 'straggles' ? 'later' : drawn.when }
}

function scopeOf(making: Making, draws: readonly Draw[], outer: readonly string[]): Step[] {
  const steps: Step[] = []
  for (const drawn of draws) {
    const names = [...new Set(drawn.back.flatMap((back) => steps[steps.length - 1 - back]?.name ?? []))]
    const far = outer[drawn.outer]
    const needs = far === undefined ? names : [...names, far]
    steps.push(wired(stepOf(making, drawn, [...outer, ...steps.map(({ name }) => name)].filter((name) => names.includes(name) || outer.includes(name))), { needs, data: drawn.data }))
  }
  return steps
}

/** Waits for the steps, and takes the result of the first where it is told to. */
function wired(step: Step, { needs, data }: { readonly needs: readonly string[]; readonly data: boolean }): Step {
  const [first, ...others] = needs
  if (first === undefined) return step
  if (!data) return { ...step, waitFor: needs }
  return { ...step, waitFor: others, arguments: [...(step.arguments ?? []), { name: 'from', from: { result: first } }] }
}

function leafOf(making: Making, drawn: LeafDraw): Step {
  const name = `s${making.next++}`
  making.behaviours[name] = drawn.behaviour
  if (drawn.wait) return { name, kind: 'wait.timer', config: { duration: 'PT1S' } }
  return {
    name,
    kind: drawn.kind,
    retry: { max: drawn.retries, backoff: { initial: 'PT1S' } },
    ...undoOf(drawn),
    ...guardOf(drawn),
    ...(drawn.rule === 'none' ? {} : { onError: [{ when: 'error.code = "TEST"', then: drawn.rule, ...(drawn.rule === 'retry' ? { delay: 'PT1S' } : {}) }] }),
    ...(drawn.compensate ? { compensate: 'fix' } : {}),
    ...(drawn.sync ? { mode: 'sync' as const } : {}),
    ...(drawn.priority === 0 ? {} : { priority: drawn.priority }),
  }
}

function undoOf({ kind, undo, retries }: LeafDraw): Partial<Step> {
  if (kind === 'pure') return {}
  if (kind === 'undoable') return undo ? {} : { undo: 'none' }
  return undo ? { undo: retries === 2 ? 'undo_twice' : 'undo' } : {}
}

function guardOf({ guard }: LeafDraw): Partial<Step> {
  if (guard === 'none') return {}
  if (guard === 'passes') return { guards: [{ when: 'true' }] }
  const otherwise = { skips: { value: 5 }, fails: { fail: 'no' }, halts: { halt: 'ask' } }[guard]
  return { guards: [{ when: 'true' }, { when: 'false', otherwise }] }
}

function stepOf(making: Making, drawn: Draw, seen: readonly string[]): Step {
  if (drawn.shape === 'leaf' || drawn.inner.length === 0) return leafOf(making, drawn.leaf)
  const name = `c${making.next++}`
  return { name, ...containerOf(making, { drawn, name, seen }), ...(drawn.reversible ? {} : { reversible: false }) }
}

interface Container {
  readonly drawn: Draw
  readonly name: string
  readonly seen: readonly string[]
}

function containerOf(making: Making, container: Container): Omit<Step, 'name'> {
  const { drawn, name } = container
  return drawn.shape === 'compose' ? composed(making, { name, inner: drawn.inner }) : KINDS[drawn.shape](making, container)
}

type Maker = (making: Making, container: Container) => Omit<Step, 'name'>

const inside = (making: Making, { drawn, seen }: Container): readonly Step[] => scopeOf(making, drawn.inner, seen)

/** Its first step sees the element, or round, where it can take an argument. */
function elementsOf(making: Making, container: Container): readonly Step[] {
  const takes = ({ kind, branches }: Step) => !branches && kind !== 'map' && kind !== 'reduce' && kind !== 'compose'
  return inside(making, container).map((step, index) => (index === 0 && takes(step) ? { ...step, arguments: [...(step.arguments ?? []), { name: 'element', from: { element: container.name } }] } : step))
}

const sourceOf = ({ count }: Draw): readonly Argument[] => [{ name: 'source', from: { value: Array.from({ length: count }, (_, index) => index + 1) } }]

const goesOn = ({ leaf: { rule } }: Draw): Partial<Step> => (rule === 'continue' ? { onError: [{ when: 'true', then: 'continue' }] } : {})

const again = (drawn: Draw): Partial<Step> => ({ retry: { max: drawn.leaf.retries % 2, backoff: { initial: 'PT1S' } }, ...goesOn(drawn) })

const group: Maker = (making, container) => ({ kind: 'group', steps: inside(making, container) })

const KINDS: { readonly [S in Exclude<Draw['shape'], 'compose'>]: Maker } = {
  leaf: group,
  group,
  contain: (making, container) => ({ kind: 'group', config: { onFailure: 'contain' }, steps: inside(making, container), ...again(container.drawn) }),
  around: (making, container) => ({ kind: 'around', steps: inside(making, container), ...again(container.drawn) }),
  switch: (making, container) => {
    const { leaf: own } = container.drawn
    return { kind: 'switch', branches: [{ when: own.sync ? 'false' : 'true', steps: inside(making, container) }, ...(own.compensate ? [] : [{ steps: inside(making, container) }])] }
  },
  map: (making, container) => {
    const { drawn } = container
    return { kind: 'map', config: { onElementError: drawn.policy, concurrency: 1 + drawn.leaf.retries, ...(drawn.leaf.priority === 2 ? { maxFailures: 1 } : {}) }, arguments: sourceOf(drawn), steps: elementsOf(making, container) }
  },
  reduce: (making, container) => ({ kind: 'reduce', config: { onElementError: container.drawn.policy === 'skip' ? 'skip' : 'fail', initial: 3 }, arguments: sourceOf(container.drawn), steps: elementsOf(making, container) }),
  repeat: (making, container) => {
    const { drawn } = container
    const contains = drawn.leaf.compensate
    return { kind: 'repeat', config: { maxRounds: 1 + drawn.count, initial: 4, ...(contains ? { onFailure: 'contain' } : {}) }, steps: elementsOf(making, container), ...(contains ? again(drawn) : {}) }
  },
  race: (making, container) => ({ kind: 'race', branches: [{ steps: inside(making, container) }, { steps: inside(making, container) }], ...goesOn(container.drawn) }),
}

function composed(making: Making, { name, inner }: { readonly name: string; readonly inner: readonly Draw[] }): Omit<Step, 'name'> {
  making.library[name] = { eddy: 1, name, steps: scopeOf(making, inner, []), handlers }
  return { kind: 'compose', config: { workflow: name } }
}
