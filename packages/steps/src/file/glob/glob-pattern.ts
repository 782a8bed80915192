import { FileProblem } from '../file-problem.ts'

/** One part of a path in a pattern; `folders` is `**`. */
export type Segment = 'folders' | readonly Token[]

type Token = { readonly type: 'any' } | { readonly type: 'one' } | { readonly type: 'char'; readonly char: string } | { readonly type: 'set'; readonly none: boolean; readonly ranges: readonly (readonly [from: string, to: string])[] }

// {a,b}{a,b}{a,b}… doubles with each pair of braces
const MAX_ALTERNATIVES = 256

/** Reads a pattern: its alternatives, each as segments. Throws BAD_PATTERN. */
export function parsePattern(pattern: string): readonly (readonly Segment[])[] {
  return expandBraces(pattern).map((alternative) => {
    const parts = alternative.split('/').filter((part) => part !== '' && part !== '.')
    if (alternative.startsWith('/') || parts.includes('..')) throw bad(pattern, 'it must not lead out of the folder')
    return parts.map((part) => (part === '**' ? 'folders' : tokensOf(part, pattern)))
  })
}

/** What is wrong with a pattern; undefined when files can be sought by it. */
export function patternFault(pattern: string): string | undefined {
  try {
    parsePattern(pattern)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Whether a name matches. Takes at most the product of their lengths, also where backtracking would take forever. */
export function matchesName(tokens: readonly Token[], name: string, hidden: boolean): boolean {
  if (name.startsWith('.') && !hidden && !beginsWithDot(tokens)) return false
  const chars = Array.from(name)
  let [at, token] = [0, 0]
  let resume: { readonly token: number; at: number } | undefined
  while (at < chars.length) {
    const current = tokens[token]
    if (current?.type === 'any') {
      resume = { token: ++token, at }
    } else if (current && fits(current, chars[at] ?? '')) {
      at++
      token++
    } else if (resume) {
      at = ++resume.at
      token = resume.token
    } else return false
  }
  return tokens.slice(token).every(({ type }) => type === 'any')
}

function beginsWithDot([first]: readonly Token[]): boolean {
  return first?.type === 'char' && first.char === '.'
}

function fits(token: Token, char: string): boolean {
  switch (token.type) {
    case 'char':
      return token.char === char
    case 'set':
      return token.none !== token.ranges.some(([from, to]) => from <= char && char <= to)
    default:
      return true
  }
}

function tokensOf(part: string, pattern: string): readonly Token[] {
  const chars = Array.from(part)
  const tokens: Token[] = []
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? ''
    if (char === '*') tokens.push({ type: 'any' })
    else if (char === '?') tokens.push({ type: 'one' })
    else if (char === '\\') tokens.push({ type: 'char', char: chars[++at] ?? '\\' })
    else if (char === '[') {
      const end = chars.indexOf(']', at + 2)
      if (end === -1) throw bad(pattern, 'a "[" is never closed')
      tokens.push(setOf(chars.slice(at + 1, end)))
      at = end
    } else tokens.push({ type: 'char', char })
  }
  return tokens
}

function setOf(chars: readonly string[]): Token {
  const none = chars[0] === '!' || chars[0] === '^'
  const members = none ? chars.slice(1) : chars
  const ranges: (readonly [string, string])[] = []
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? ''
    const isRange = members[at + 1] === '-' && at + 2 < members.length
    ranges.push([from, isRange ? (members[at + 2] ?? from) : from])
    if (isRange) at += 2
  }
  return { type: 'set', none, ranges }
}

/** `a{b,c}` as `ab` and `ac`, from the left; inner braces are expanded with the rest. */
function expandBraces(pattern: string): readonly string[] {
  const done: string[] = []
  const pending = [pattern]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (done.length + pending.length > MAX_ALTERNATIVES) throw bad(pattern, `it has more than ${MAX_ALTERNATIVES} alternatives`)
    const braces = firstBraces(next)
    if (!braces) done.push(next)
    else for (const choice of braces.choices) pending.push(`${next.slice(0, braces.start)}${choice}${next.slice(braces.end)}`)
  }
  return done
}

/** The first `{…}` that holds a comma; without one it stands for itself. */
function firstBraces(text: string): { readonly start: number; readonly end: number; readonly choices: readonly string[] } | undefined {
  for (let start = nextOpen(text, 0); start !== -1; start = nextOpen(text, start + 1)) {
    const found = choicesAt(text, start)
    if (found) return { start, ...found }
  }
  return undefined
}

function nextOpen(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '{') return at
  }
  return -1
}

function choicesAt(text: string, start: number): { readonly end: number; readonly choices: readonly string[] } | undefined {
  const choices: string[] = []
  let depth = 0
  let from = start + 1
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '{') depth++
    else if (char === ',' && depth === 1) {
      choices.push(text.slice(from, at))
      from = at + 1
    } else if (char === '}' && --depth === 0) return choices.length === 0 ? undefined : { end: at + 1, choices: [...choices, text.slice(from, at)] }
  }
  return undefined
}

function bad(pattern: string, why: string): FileProblem {
  return new FileProblem('BAD_PATTERN', `the pattern "${pattern}" cannot be used: ${why}`)
}
