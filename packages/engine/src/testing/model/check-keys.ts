import { say, type History } from './history.ts'

/** The idempotency key of an effect that has been undone is not used again: whoever is asked would answer what was undone (R5). */
export function checkKeys(history: History): readonly string[] {
  const undone = new Map<string, number>()
  return history.events.flatMap((event) => {
    const life = history.lifeOf(event)
    if (event.type === 'undo.succeeded') for (const started of life?.events ?? []) if (started.type === 'step.started' && started.data.key !== undefined) undone.set(started.data.key, event.seq)
    if (event.type !== 'step.started' || event.data.key === undefined) return []
    const before = undone.get(event.data.key)
    return before === undefined ? [] : [`${say(event)}: with the key ${event.data.key} of an effect that was undone at #${before}`]
  })
}
