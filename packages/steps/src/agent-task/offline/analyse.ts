import type { Json } from '@eddy/workflow'

const VERBS: readonly (readonly [RegExp, string])[] = [
  [/\b(read|load|fetch|open)\b/i, 'read'],
  [/\bcount\b/i, 'count'],
  [/\b(add up|sum|total up)\b/i, 'sum'],
  [/\b(write|save|store)\b/i, 'write'],
  [/\b(send|post|notify|tell)\b/i, 'notify'],
  [/\b(delete|remove)\b/i, 'remove'],
]
const RISKY = new Set(['write', 'notify', 'remove'])

/** Takes a sentence of wishes apart at its commas and "then"s. A wish to undo is none of the goals. */
export function analyse(requirements: string): Json {
  const parts = requirements.split(/[,;.]|\bthen\b|\band then\b/i).map((part) => part.trim()).filter((part) => part !== '')
  const goals = parts.filter((part) => !/\b(undo|roll ?back)\b/i.test(part)).map((text, index) => ({ id: `g${index + 1}`, text, action: VERBS.find(([pattern]) => pattern.test(text))?.[1] ?? 'note' }))
  return {
    goals,
    dataNeeds: goals.filter(({ action }) => action === 'read').map(({ text }) => text),
    riskyEffects: goals.filter(({ action }) => RISKY.has(action)).map(({ text }) => text),
    undo: /\b(undo|roll ?back)\b/i.test(requirements),
  }
}
