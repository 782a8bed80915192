import type { Json } from '@eddy/workflow'
import { StepProblem } from '../../coordination/step-problem.ts'

/** The list that it is, or none. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [name: string]: Json })[name] : undefined
}

/** A field as a text: texts and numbers as they are, others as JSON. */
export function wordOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function textOf(value: Json | undefined, name: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new StepProblem({ code: 'BAD_TASK', message: `the agent needs the argument "${name}", a text that is not empty`, retryable: false })
}

export function numberIn(text: string): number | undefined {
  const word = /\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b/i.exec(text)?.[1]?.toLowerCase()
  if (word === undefined) return undefined
  const spelled = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(word)
  return spelled === -1 ? Number(word) : spelled + 1
}
