import type { Json } from '@eddy/workflow'
import type { AgentTask } from '../agent.ts'

interface Entry {
  readonly effect: string
  readonly action: string
  readonly result: Json
}

/** So many entries are kept; what is older is done for good. */
const KEPT = 200

/** The ledger with the task in it, once. */
export function noteWork(ledger: Json | undefined, { effect, action }: AgentTask, result: Json): Json {
  const entries = entriesOf(ledger)
  if (entries.some((entry) => entry.effect === effect)) return asJson(entries)
  return asJson([...entries, { effect, action, result }].slice(-KEPT))
}

export function forgetWork(ledger: Json | undefined, { effect }: AgentTask): Json {
  return asJson(entriesOf(ledger).filter((entry) => entry.effect !== effect))
}

export function entriesOf(ledger: Json | undefined): readonly Entry[] {
  if (typeof ledger !== 'object' || ledger === null || !('entries' in ledger) || !Array.isArray(ledger['entries'])) return []
  // written by this file alone
  return ledger['entries'] as unknown as readonly Entry[]
}

function asJson(entries: readonly Entry[]): Json {
  return { entries: entries.map(({ effect, action, result }) => ({ effect, action, result })) }
}
