import type { Json, Source } from '@eddy/workflow'
import type { EventOf } from '../../event/event.ts'
import { isLeaf, settledAt, settling, valueOf, type History, type Life } from './history.ts'

/** What a step of the model answers when it answers well: a number that depends on its path alone. */
export function answerOf(path: string): number {
  let hash = 7
  for (const char of path) hash = (hash * 31 + char.charCodeAt(0)) % 997
  return hash
}

/** (h) Arguments and values, each worked out anew from what it is made of. */
export function checkValues(history: History, value: Json | undefined): readonly string[] {
  return [...history.lives.flatMap((life) => [...argumentProblems(history, life), ...valueProblems(history, life)]), ...runValueProblems(history, value)]
}

function differ(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)
}

function argumentProblems(history: History, life: Life): readonly string[] {
  return life.events.flatMap((event) => {
    if (event.type !== 'step.started' || life.definition.step.kind === 'compose') return []
    return (life.definition.step.arguments ?? []).flatMap(({ name, from }) => {
      const expected = sourceValue(history, { life, from, seq: event.seq })
      const given = event.data.arguments[name]
      return expected === undefined || !differ(expected, given) ? [] : [`${life.path}: its argument "${name}" is ${JSON.stringify(given)}, and should be ${JSON.stringify(expected)}`]
    })
  })
}

function sourceValue(history: History, { life, from, seq }: { readonly life: Life; readonly from: Source; readonly seq: number }): Json | undefined {
  if ('value' in from) return from.value
  if ('result' in from) return life.definition.lane === 'failure' ? undefined : valueOf(history.resolve(life, from.result, seq))
  if ('element' in from) return elementOf(history, life, from.element)
  return undefined
}

/** What the steps of one element, or round, see of their container. */
function elementOf(history: History, life: Life, name: string): Json | undefined {
  let inner = life
  while (inner.parent && inner.parent.definition.step.name !== name) inner = inner.parent
  const owner = inner.parent
  if (!owner) return undefined
  const index = indexOf(inner)
  const { kind, config } = owner.definition.step
  if (kind === 'map') return sourceOf(owner)[index] ?? null
  const before = foldedUntil(history, owner, { start: inner.parentStart, index })
  if (kind === 'reduce') return { element: sourceOf(owner)[index] ?? null, accumulator: before, index }
  return kind === 'repeat' ? { round: index, previous: index === 0 ? (config?.['initial'] ?? null) : before } : undefined
}

function indexOf(life: Life): number {
  return Number(/\[(\d+)\]$/.exec(life.scope)?.[1] ?? 0)
}

function sourceOf(owner: Life): readonly Json[] {
  const started = owner.events.findLast((event) => event.type === 'step.started') as EventOf<'step.started'> | undefined
  const source = started?.data.arguments['source']
  return Array.isArray(source) ? source : []
}

interface Part {
  readonly start: number
  readonly index: number
}

/** What a fold has come to before an element: the value of the last one that has one. */
function foldedUntil(history: History, owner: Life, { start, index }: Part): Json {
  for (let at = index - 1; at >= 0; at--) {
    const value = partValue(history, owner, { start, index: at })
    if (value !== undefined) return value
  }
  return owner.definition.step.config?.['initial'] ?? null
}

/** The value of one element, round or branch; undefined where it has failed. */
function partValue(history: History, owner: Life, { start, index }: Part): Json | undefined {
  const scope = `${owner.path}[${index}]`
  // one that is taken down for another attempt of its container had its value before
  if (history.closed.some((closed) => closed.owner === owner && closed.start === start && closed.scope === scope && closed.why !== 'again')) return undefined
  return scopeValue(history, history.inside(owner, start, scope))
}

/** The value of its return step; undefined before it has one. */
function scopeValue(history: History, lives: readonly Life[]): Json | undefined {
  const name = lives[0]?.definition.returns
  const life = lives.findLast((inner) => inner.definition.step.name === name)
  return life && settledAt(life) !== undefined ? valueOf(life) : undefined
}

function valueProblems(history: History, life: Life): readonly string[] {
  const event = settling(life)
  if (event?.type !== 'step.succeeded') return []
  // said by a person, or when the run was resumed
  if (life.events.some(({ type, data }) => type === 'step.halted' || type === 'step.interrupted' || 'halts' in data)) return []
  const expected = isLeaf(life) ? answerOf(life.path) : containerValue(history, life)
  return differ(expected, event.data.value) ? [`${life.path}: its value is ${JSON.stringify(event.data.value)}, and should be ${JSON.stringify(expected)}`] : []
}

function containerValue(history: History, life: Life): Json {
  const { kind, branches } = life.definition.step
  const indexed = history.inside(life)
  if (kind.startsWith('wait.')) return null
  if (kind === 'map') return mapValue(history, life)
  if (kind === 'reduce') return foldedUntil(history, life, { start: life.starts, index: sourceOf(life).length })
  if (kind === 'repeat') return foldedUntil(history, life, { start: life.starts, index: Math.max(0, ...indexed.map((inner) => indexOf(inner) + 1)) })
  if (kind === 'race') return (branches ?? []).map((_, index) => partValue(history, life, { start: life.starts, index })).find((value) => value !== undefined) ?? null
  return scopeValue(history, indexed) ?? null
}

function mapValue(history: History, life: Life): Json {
  const { config = {} } = life.definition.step
  const parts = sourceOf(life).map((element, index) => ({ element, index, value: partValue(history, life, { start: life.starts, index }) }))
  if (config['onElementError'] === 'collect') return parts.map(({ value, index }) => (value === undefined ? { error: errorOf(history, life, index) } : value))
  const values = parts.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (config['onElementError'] !== 'dead_letter') return values
  const failed = parts.filter(({ value }) => value === undefined)
  return { results: values, deadLetters: deadLetters(life, failed.map(({ element, index }) => ({ index, element, error: errorOf(history, life, index) }))) }
}

/** Dead letters stand in the order of their failing, which the value itself tells. */
function deadLetters(life: Life, letters: readonly { readonly index: number; readonly element: Json; readonly error: Json }[]): Json {
  const value = valueOf(life)
  const told = value !== null && typeof value === 'object' && 'deadLetters' in value && Array.isArray(value.deadLetters) ? value.deadLetters : []
  const order = told.map((letter) => (typeof letter === 'object' && letter !== null && 'index' in letter ? letter.index : null))
  return letters.toSorted((a, b) => order.indexOf(a.index) - order.indexOf(b.index)).map((letter) => ({ ...letter }))
}

/** The error that took an element down, as the rollback of its scope tells it. */
function errorOf(history: History, life: Life, index: number): Json {
  const started = history.ofType('rollback.started').findLast(({ data }) => data.scope === `${life.path}[${index}]`)
  return { ...started?.data.error } as Json
}

/** The value of a succeeded run is that of its return step. */
function runValueProblems(history: History, value: Json | undefined): readonly string[] {
  const end = history.ofType('run.succeeded')[0]
  if (!end) return []
  const top = history.lives.find((life) => life.parent === null && life.definition.lane === 'forward')
  const expected = valueOf(history.at(top?.definition.returns ?? ''))
  if (differ(end.data.value, expected)) return [`the value of the run is ${JSON.stringify(end.data.value)}, and should be ${JSON.stringify(expected)}`]
  return value !== undefined && differ(value, expected) ? [`the run answers ${JSON.stringify(value)}, and should ${JSON.stringify(expected)}`] : []
}
