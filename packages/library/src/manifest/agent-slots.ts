import { walkSteps, type Step, type WorkflowDocument } from '@eddy/workflow'

/** A place in a workflow for an agent, or for any of a pool: who fills it is said where it is used. */
export interface AgentSlot {
  readonly name: string
  readonly as: 'agent' | 'pool'
  /** What it is asked to do, as far as that is not decided in the run. */
  readonly actions: readonly string[]
  /** Paths. */
  readonly steps: readonly string[]
}

/** The agents and pools that steps name. One that an expression decides on is nobody's slot. O(steps). */
export function agentSlots(documents: readonly WorkflowDocument[]): readonly AgentSlot[] {
  const found = new Map<string, { as: AgentSlot['as']; actions: Set<string>; steps: string[] }>()
  for (const { step, path } of documents.flatMap((document) => [...walkSteps(document)])) {
    const named = slotOf(step)
    if (!named) continue
    const slot = found.get(named.name) ?? { as: named.as, actions: new Set<string>(), steps: [] }
    const action = step.config?.['action']
    if (typeof action === 'string' && isPlain(action)) slot.actions.add(action)
    slot.steps.push(path)
    found.set(named.name, slot)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { as, actions, steps }]) => ({ name, as, actions: [...actions].sort(), steps }))
}

/** Who an `agent.task` step asks. */
export function slotOf({ kind, config = {} }: Step): Pick<AgentSlot, 'name' | 'as'> | undefined {
  if (kind !== 'agent.task') return undefined
  const [agent, pool] = [config['agent'], config['pool']]
  if (typeof agent === 'string' && isPlain(agent)) return { name: agent, as: 'agent' }
  return typeof pool === 'string' && isPlain(pool) ? { name: pool, as: 'pool' } : undefined
}

function isPlain(text: string): boolean {
  return text !== '' && !text.includes('{{')
}
