import { isRepeated } from './check-forward.ts'
import type { EventType, RunEvent } from '../../event/event.ts'
import { isLeaf, say, type History, type Life } from './history.ts'

/** One letter for each event of a step, so that a life is a word. Timers and signals of waits say nothing of the grammar. */
const LETTERS: { readonly [T in EventType]?: string } = {
  'step.ready': 'R', 'guard.passed': 'g', 'guard.stopped': 'G', 'step.skipped': 'K', 'step.started': 'S', 'steps.emitted': 'e', 'step.succeeded': 'O', 'step.halted': 'H',
  'step.retrying': 'Y', 'step.failed': 'F', 'compensation.started': 'c', 'compensation.completed': 'd', 'compensation.continued': 'n', 'compensation.retrying': 'y',
  'compensation.failed': 'x', 'step.interrupted': 'I', 'step.straggled': 'T', 'undo.started': 'u', 'undo.succeeded': 'v', 'undo.retrying': 'w', 'undo.failed': 'z', 'undo.resolved': 'r',
}

/** What a failed attempt comes to: a rule's value, or a handler that may itself be broken off by the drain. After a crash its rules are asked again. */
const FAILED = '(F+(n|cT?[dnx]?)?|F+cT?y|F+c[dx]O)'
/** An outcome; a straggler's comes late. A halted step gets its value when the run is resumed. */
const OUTCOME = `T?(e?(O|HO?)|Y|${FAILED})`
/**
 * An attempt in doubt, broken off by a crash or without an answer, or the handler asked again after it; what it had emitted counts no
 * more. A person may say that it has happened, or it is taken as a failure.
 */
const ATTEMPT = `(S(T?e?I+(${OUTCOME})?|${OUTCOME}|Te?)?)`
const UNDO = '((uw)*u(v|z)?|(uw)*)'
/** Undos; what is left may be tried again or resolved by a person. */
const AFTER = `(${UNDO}(u[vz]|r)*)?`

/** The attempts before the last end with another to come; guards are asked before each, and a crash may come before the attempt itself. */
const LEAF = new RegExp(`^R(g*(GH?O?|I|${ATTEMPT}))*g*(GK|GF|F|GHO?)?${AFTER}$`)
const CONTAINER = /^R(g*S(e*)(Y|F+c?y))*g*(GK|GF|GHO?|F|Se*(O|HO?|Y|F+(n|c[dx]O|c[dnxy])?|F+cT?)?)?T?(O|F)?$/

/** (a) Each life is a word of the grammar of engine.md §8, and nothing comes after its end; (b) `seq` has no gaps. */
export function checkGrammar(history: History): readonly string[] {
  const gaps = history.events.filter((event, index) => event.seq !== index + 1).map((event) => `${say(event)}: seq is not in order`)
  return [...history.problems, ...gaps, ...history.lives.flatMap(lifeProblems), ...runProblems(history)]
}

function wordOf(life: Life): string {
  return life.events.map(({ type }) => LETTERS[type] ?? '').join('')
}

function lifeProblems(life: Life): readonly string[] {
  const word = wordOf(life)
  const problems: string[] = []
  if (!(isLeaf(life) ? LEAF : CONTAINER).test(word)) problems.push(`${life.path}: the events of its life, ${word}, are out of order`)
  if (/[OKn].*[OKn]/.test(word)) problems.push(`${life.path}: it has a value twice (${word})`)
  return problems
}

const RUN_ENDS: ReadonlySet<EventType> = new Set<EventType>(['run.succeeded', 'run.failed'])

/** One start, one end; after the end only what late stragglers and people bring. A straggler's attempt that was in doubt is made again to learn what there is to undo, when its turn comes. */
function runProblems(history: History): readonly string[] {
  const { events } = history
  const isRerun = (event: RunEvent) => {
    const life = history.lifeOf(event)
    return life !== undefined && life.events.some(({ type }) => type === 'step.straggled') && isRepeated(life, event)
  }
  const ends = events.filter(({ type }) => RUN_ENDS.has(type))
  const started = events.filter(({ type }) => type === 'run.started')
  const last = ends.at(-1)
  const after = last === undefined ? [] : events.slice(last.seq).filter((event) => /^(step\.(ready|started)|guard)/.test(event.type) && !isRerun(event))
  return [
    ...(started.length === 1 && events[0]?.type === 'run.started' ? [] : ['the log does not begin with the one start of the run']),
    ...(ends.length > 1 ? [`the run ends ${ends.length} times`] : []),
    ...after.map((event) => `${say(event)}: after the end of the run`),
  ]
}
