import { mapSteps, type Argument, type Json, type Step, type WorkflowDocument } from '@eddy/workflow'
import { slotOf } from './agent-slots.ts'
import { originOf } from './document-hosts.ts'

/** What takes the place of the names in a document, where it is installed. */
export interface Mapping {
  /** By the name in the document: the name here. */
  readonly secrets?: { readonly [name: string]: string } | undefined
  /** By origin in the document: the origin here. */
  readonly hosts?: { readonly [origin: string]: string } | undefined
  /** By the agent or pool in the document: the agent here. */
  readonly agents?: { readonly [name: string]: string } | undefined
  /** By the reference in the document: the reference here. */
  readonly workflows?: { readonly [reference: string]: string } | undefined
}

/** The document with its secrets, hosts, agents and composed workflows called as they are called here. What is not mapped stays. */
export function applyMapping(document: WorkflowDocument, mapping: Mapping): WorkflowDocument {
  return mapSteps(document, (step) => withAgent(withWorkflow(withHost(withSecrets(step, mapping), mapping), mapping), mapping))
}

function withSecrets(step: Step, { secrets = {} }: Mapping): Step {
  if (!step.arguments?.some((argument) => mappedSecret(argument, secrets) !== undefined)) return step
  return { ...step, arguments: step.arguments.map((argument) => withSecret(argument, secrets)) }
}

function withSecret(argument: Argument, secrets: { readonly [name: string]: string }): Argument {
  const secret = mappedSecret(argument, secrets)
  return secret === undefined ? argument : { ...argument, from: { secret } }
}

function mappedSecret({ from }: Argument, secrets: { readonly [name: string]: string }): string | undefined {
  return 'secret' in from && Object.hasOwn(secrets, from.secret) ? secrets[from.secret] : undefined
}

function withHost(step: Step, { hosts = {} }: Mapping): Step {
  const origin = originOf(step)
  const url = step.config?.['url']
  if (typeof origin !== 'string' || typeof url !== 'string' || !Object.hasOwn(hosts, origin)) return step
  return withConfig(step, 'url', `${(hosts[origin] ?? origin).replace(/\/+$/, '')}${url.slice(origin.length)}`)
}

function withWorkflow(step: Step, { workflows = {} }: Mapping): Step {
  const reference = step.kind === 'compose' ? step.config?.['workflow'] : undefined
  return typeof reference === 'string' && Object.hasOwn(workflows, reference) ? withConfig(step, 'workflow', workflows[reference] ?? reference) : step
}

/** An agent takes the place of a pool too: the pool's name makes room for the agent's. What is handed over to it goes to the other as well. */
function withAgent(step: Step, { agents = {} }: Mapping): Step {
  const to = step.kind === 'agent.handoff' ? step.config?.['to'] : undefined
  const next = mappedName(to, agents)
  if (next !== undefined) return withConfig(step, 'to', next)
  const here = mappedName(slotOf(step)?.name, agents)
  if (here === undefined || here === slotOf(step)?.name) return step
  const { agent: _agent, pool: _pool, ...config } = step.config ?? {}
  return { ...step, config: { agent: here, ...config } }
}

function mappedName(name: Json | undefined, names: { readonly [name: string]: string }): string | undefined {
  return typeof name === 'string' && Object.hasOwn(names, name) ? names[name] : undefined
}

function withConfig(step: Step, key: string, value: Json): Step {
  return { ...step, config: { ...step.config, [key]: value } }
}
