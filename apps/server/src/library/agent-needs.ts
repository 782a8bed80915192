import { agentSlots } from '@eddy/library'
import { walkSteps, type WorkflowDocument } from '@eddy/workflow'
import type { InstallPlan, KnownAgent } from './install-plan.ts'

/** The slots of what is installed, and who of here fills them. An agent that the workflow starts itself need not be here before. */
export function agentNeeds(known: readonly KnownAgent[] | undefined, documents: readonly WorkflowDocument[], mapped: { readonly [name: string]: string }): Pick<InstallPlan, 'agents' | 'blocks'> {
  const here = known ?? []
  const started = known === undefined || documents.flatMap((document) => [...walkSteps(document)]).some(({ step }) => step.kind === 'worker.start')
  const agents = agentSlots(documents).map(({ name, as, actions }) => {
    const filled = mapped[name] ?? name
    const able = here.filter((agent) => actions.every((action) => agent.actions.includes(action))).map((agent) => agent.name)
    const named = here.filter((agent) => agent.name === filled || (filled === name && as === 'pool' && agent.pools.includes(filled)))
    const exists = started || named.some((agent) => able.includes(agent.name))
    return { name, as, actions, here: filled, exists, able }
  })
  const blocks = agents
    .filter(({ exists }) => !exists)
    .map(({ name, here: filled, actions }) => (here.some((agent) => agent.name === filled) ? `The agent ${filled} cannot ${actions.join(' and ')}; choose another one for ${name}.` : `There is no ${filled === name ? 'agent' : `agent ${filled} for`} ${name} here; choose who takes its place.`))
  return { agents, blocks }
}
