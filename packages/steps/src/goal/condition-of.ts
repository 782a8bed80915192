import type { Expr, Input } from '@eddy/workflow'
import { nameOf } from './asking.ts'

export interface Condition {
  readonly when: Expr
  /** The input that it asks about. */
  readonly input?: Input | undefined
  readonly open: readonly string[]
}

const COMPARED: readonly (readonly [RegExp, string])[] = [
  [/\bat least\b|\bno less than\b|>=/i, '>='],
  [/\bat most\b|\bno more than\b|<=/i, '<='],
  [/\b(?:over|more than|above|greater than|larger than|exceeds)\b|>/i, '>'],
  [/\b(?:under|less than|below|smaller than)\b|</i, '<'],
  [/\b(?:is not|differs from)\b|!=/i, '!='],
  [/\b(?:equals?|is)\b|=/i, '='],
]

/** "the total is over 1000" as an expression over the input `total`. Words that say no comparison are left to a person. */
export function conditionOf(words: string, negated: boolean): Condition {
  for (const [pattern, operator] of COMPARED) {
    const found = pattern.exec(words)
    if (!found) continue
    const [left, right] = [words.slice(0, found.index), words.slice(found.index + found[0].length).trim()]
    const name = nameOf(left.replace(/\b(?:is|are|the|its?)\b/gi, ' '), 2)
    if (name === 'step' || right === '') break
    const number = /^[\d.,_ ]*\d/.exec(right)?.[0]?.replaceAll(/[, _]/g, '')
    const value = number === undefined ? JSON.stringify(right.replaceAll(/["“”']/g, '')) : number
    const compared = `${name} ${operator} ${value}`
    return { when: negated ? `$not(${compared})` : compared, input: { name, schema: { type: number === undefined ? 'string' : 'number' } }, open: [] }
  }
  return { when: 'true', open: [`Write the condition: ${negated ? 'not ' : ''}“${words}”.`] }
}
