/** A part of a goal that asks for one thing. */
export interface Clause {
  readonly text: string
  /** Beside the one before it. */
  readonly beside: boolean
  /** The words after "if" or "unless". */
  readonly when?: { readonly words: string; readonly negated: boolean } | undefined
  /** What is done for each of these. */
  readonly each?: { readonly noun: string; readonly clauses: readonly Clause[]; readonly count?: number | undefined } | undefined
  readonly retries?: number | undefined
  /** ISO 8601. */
  readonly timeout?: string | undefined
}

const SENTENCES = /[;\n]+|[.!?]+(?=\s|$)/
const COMMAS = /\s*,?\s+(?:and\s+)?then\s+|\s*,\s*(?:and\s+)?/i
const ANDS = /\s+and\s+/i
/** It goes on with what was said before: "a hotel", "to Bob", "Carl". */
const GOES_ON = /^(?:(?:an?|the|another|its?|their|our|your|his|her|some|one|two|three|to|for|with|of|in|on|at|by|from|as|or|not|\d+)\b|\S+$)/i
const FILLERS = /^(?:please|first|also|next|afterwards?|finally|lastly|then|and|we|i|it|should|must|want to|need to|has to|have to|in the end|at the end|to)\s+/i
const ALONE = /^(?:finally|lastly|afterwards?|first|in the end|at the end)$/i
const BESIDE = /\b(?:meanwhile|in parallel|at the same time|simultaneously|side by side|beside that)\b,?/i
const AFTER_ALL = /^(?:finally|lastly|afterwards?|in the end|at the end|when all (?:of them )?are done)\b/i
const UNDOING = /\b(?:undo(?:ne)?|roll(?:ed)?[ -]?back|revert(?:ed)?|tak(?:e|en) (?:it|all|everything) back)\b/i
const EACH = /^for (?:each|every|all)(?: of the| the)? ([a-z_ -]+?)(?:\s*,|:|\s+(?=[a-z]+ (?:a|an|the|its|it|their|them|this|that)\b)|$)/i
/** "if the total is over 9 " before what is then asked for. */
const UP_TO_NUMBER = /^.+?\d[\d.,]*\s+/
const OF_EACH = /\b(?:(?:in|of|for) each(?: of them)?|each of them)\b/i
const SEVERAL = /^(read|load|open) (?:the )?(two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (\w*files|documents|texts)\b/i
const WHEN_BEHIND = /\s+(?:only )?(if|unless) (.+)$/i
const RETRIES = /,?\s*\(?\b(?:re)?try(?:ing)?(?: (?:it|again|up to|at most))* (\w+) times\)?|\bwith (\w+) retries\b/i
const LIMIT = /,?\s*\b(?:within|in at most|for at most) (\w+) (milliseconds?|seconds?|minutes?|hours?|days?)\b/i
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

export interface Splitting {
  /** Whether the words ask for something that is known. */
  readonly asks: (words: string) => boolean
  /** Whether what they ask for goes on to things in a list: "book a flight, a hotel". */
  readonly lists: (words: string) => boolean
}

/** Takes a goal apart: one clause for each thing that is asked for, in the order of the words. A wish to undo is none. */
export function splitGoal(goal: string, splitting: Splitting): readonly Clause[] {
  const [first, ...others] = goal.replaceAll(/\s*\n\s*(?:[-*•]|\d+[.)])?\s*/g, '\n').split(SENTENCES).flatMap((sentence) => sentenceClauses(sentence.trim(), splitting))
  return first ? [{ ...first, beside: false }, ...others] : []
}

function sentenceClauses(sentence: string, splitting: Splitting): readonly Clause[] {
  if (sentence === '') return []
  const each = EACH.exec(sentence)
  if (!each) return clausesOf(sentence, splitting)
  const parts = sentence.slice(each[0].length).split(/,\s*/)
  const over = parts.findIndex((part) => AFTER_ALL.test(part.trim()))
  const inner = (over === -1 ? parts : parts.slice(0, over)).join(', ')
  const after = over === -1 ? '' : parts.slice(over).join(', ')
  return [{ text: `for each ${each[1]?.trim() ?? ''}`, beside: false, each: { noun: singular(each[1]?.trim() ?? 'item'), clauses: clausesOf(inner, splitting) } }, ...clausesOf(after, splitting)]
}

interface Reading {
  readonly clauses: Clause[]
  /** Of the last clause: it goes for what is listed behind it. */
  verb: string | undefined
  /** A condition that waits for what it is for. */
  pending: Clause['when']
}

function clausesOf(sentence: string, splitting: Splitting): readonly Clause[] {
  const reading: Reading = { clauses: [], verb: undefined, pending: undefined }
  for (const { part, fresh } of partsOf(sentence)) {
    const { rest, when } = conditionIn(without(part.replace(BESIDE, ' ').trim()), splitting)
    const words = without(rest)
    reading.pending = when ?? reading.pending
    if (words === '' || UNDOING.test(words)) continue
    if (splitting.asks(words) || reading.verb === undefined || (fresh && !GOES_ON.test(words))) addClause(reading, words, BESIDE.test(part))
    else addWords(reading, words, splitting)
  }
  return reading.clauses
}

function addClause(reading: Reading, words: string, beside: boolean): void {
  const { clauses, pending } = reading
  const before = clauses.at(-1)
  const next = withCount(clause(words, beside))
  reading.verb = /^[\w-]+/.exec(words)?.[0] ?? words
  reading.pending = undefined
  if (before?.each && OF_EACH.test(words)) clauses[clauses.length - 1] = { ...before, each: { ...before.each, clauses: [...before.each.clauses, next] } }
  else clauses.push(pending === undefined ? next : { ...next, when: pending })
}

/** "book a flight, a hotel": the verb goes for both; "to Ada and Bob": it is one thing. */
function addWords({ clauses, verb = '' }: Reading, words: string, { lists }: Splitting): void {
  const before = clauses.at(-1)
  if (!before) return
  if (lists(before.text)) clauses.push(clause(`${verb} ${words}`, true))
  else clauses[clauses.length - 1] = { ...before, text: `${before.text} and ${words}` }
}

/** "if the total is over 9", alone or before what is then asked for. */
function conditionIn(words: string, { asks }: Splitting): { readonly rest: string; readonly when: Clause['when'] } {
  const opened = /^(?:only )?(if|unless) (.+)$/i.exec(words)
  if (!opened) return { rest: words, when: undefined }
  const [, how = '', all = ''] = opened
  const until = UP_TO_NUMBER.exec(all)?.[0]
  const rest = until === undefined || !asks(all.slice(until.length)) ? '' : all.slice(until.length)
  return { rest, when: { words: rest === '' ? all : (until ?? all).trim(), negated: how.toLowerCase() === 'unless' } }
}

/** "read three files" is reading each of them. */
function withCount(one: Clause): Clause {
  const found = SEVERAL.exec(one.text)
  const count = found ? numberOf(found[2] ?? '') : undefined
  if (!found || count === undefined || count < 2) return one
  const noun = singular(found[3] ?? 'file')
  return { ...one, each: { noun, count, clauses: [{ text: `${found[1] ?? 'read'} the ${noun}`, beside: false }] } }
}

/** `fresh`: behind a comma or a "then", where something new may begin. */
function partsOf(sentence: string): readonly { readonly part: string; readonly fresh: boolean }[] {
  // a retry or a limit belongs to what stands before it
  return sentence.replaceAll(/,\s*(?=(?:re)?try(?:ing)?\b[^,]*\btimes\b|within \w+ \w+)/gi, ' ').split(COMMAS).flatMap((words) => words.split(ANDS).map((part, at) => ({ part, fresh: at === 0 })))
}

function clause(words: string, beside: boolean): Clause {
  const [behind, retries, limit] = [WHEN_BEHIND.exec(words), RETRIES.exec(words), LIMIT.exec(words)]
  const text = words.replace(WHEN_BEHIND, '').replace(RETRIES, '').replace(LIMIT, '').trim()
  return {
    text,
    beside,
    ...(behind ? { when: { words: behind[2] ?? '', negated: behind[1]?.toLowerCase() === 'unless' } } : {}),
    ...(retries ? { retries: numberOf(retries[1] ?? retries[2] ?? '') ?? 3 } : {}),
    ...(limit ? { timeout: durationOf(limit[1] ?? '', limit[2] ?? '') } : {}),
  }
}

function without(words: string): string {
  const next = words.replace(FILLERS, '').replace(ALONE, '')
  return next === words ? words : without(next)
}

export function numberOf(word: string): number | undefined {
  const spelled = NUMBERS.indexOf(word.toLowerCase())
  if (spelled !== -1) return spelled
  return /^\d{1,6}$/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : undefined
}

/** "two", "minutes" → `PT2M`; undefined when it is no number. */
export function durationOf(number: string, unit: string): string | undefined {
  const count = numberOf(number)
  if (count === undefined) return undefined
  const [first = 's'] = unit.toLowerCase()
  if (unit.toLowerCase().startsWith('milli')) return `PT${count / 1000}S`
  if (first === 'd') return `P${count}D`
  return `PT${count}${first.toUpperCase()}`
}

export function singular(noun: string): string {
  return noun.replace(/ies$/i, 'y').replace(/(ss|us)$|s$/i, '$1').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '')
}
