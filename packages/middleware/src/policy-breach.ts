import type { Plan, ScopePlan } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { isAllowed, type AllowDeny } from './pattern.ts'
import { hostOf } from './static-host.ts'

/** What workflows may do; what is left out is not restricted. In patterns `*` stands for any characters. */
export interface PolicyRules {
  /** Kinds of steps: `file.*`. */
  readonly kinds?: AllowDeny
  /** Hosts of the `url` of steps: `*.example.com`, for one port only `localhost:8080`. `dynamic: 'refuse'` refuses those that an expression decides. */
  readonly hosts?: AllowDeny & { readonly dynamic?: 'refuse' }
  /** Names of secrets. */
  readonly secrets?: AllowDeny
  /** Steps of a document with all that is inside them, its failure lane and what it composes; handlers are not counted. */
  readonly maxSteps?: number
}

/** One thing that the rules forbid. */
export interface Breach {
  /** The path of the step, or `handlers.` and the name of the handler; empty for the whole workflow. */
  readonly step: string
  readonly rule: 'kind' | 'host' | 'secret' | 'maxSteps'
  readonly what: string
  readonly message: string
}

/** Everything that the rules forbid in a plan, in the order of declaration. O(steps × patterns). */
export function planBreaches(plan: Plan, rules: PolicyRules): readonly Breach[] {
  const scan: Scan = { rules, breaches: [], scanned: new Set(), steps: 0 }
  scanScope(scan, plan.scope, '')
  if (plan.failure !== null) scanScope(scan, plan.failure, '')
  const { maxSteps = Infinity } = rules
  if (scan.steps > maxSteps) scan.breaches.push({ step: '', rule: 'maxSteps', what: String(scan.steps), message: `the workflow has ${scan.steps} steps, more than the ${maxSteps} allowed` })
  return scan.breaches
}

/** Everything that the rules forbid in one step, its inner steps left out. */
export function stepBreaches(step: Step, path: string, rules: PolicyRules): readonly Breach[] {
  return [...kindBreaches(step, path, rules), ...hostBreaches(step, path, rules), ...secretBreaches(step, path, rules)]
}

interface Scan {
  readonly rules: PolicyRules
  readonly breaches: Breach[]
  /** Workflows whose handlers have been looked at. */
  readonly scanned: Set<ScopePlan['workflow']>
  steps: number
}

function scanScope(scan: Scan, scope: ScopePlan, prefix: string): void {
  const first = !scan.scanned.has(scope.workflow)
  scan.scanned.add(scope.workflow)
  for (const { step, scopes } of scope.steps) {
    scan.steps++
    scan.breaches.push(...stepBreaches(step, prefix + step.name, scan.rules))
    for (const inner of scopes) scanScope(scan, inner, `${prefix}${step.name}.`)
  }
  if (!first) return
  for (const handler of scope.workflow.handlers.values()) scanHandler(scan, handler, `${prefix}handlers.`)
}

function scanHandler(scan: Scan, step: Step, prefix: string): void {
  scan.breaches.push(...stepBreaches(step, prefix + step.name, scan.rules))
  const inner = [...(step.steps ?? []), ...(step.branches ?? []).flatMap((branch) => branch.steps)]
  for (const each of inner) scanHandler(scan, each, `${prefix}${step.name}.`)
}

function kindBreaches({ kind }: Step, path: string, { kinds = {} }: PolicyRules): readonly Breach[] {
  return isAllowed(kinds, kind) ? [] : [{ step: path, rule: 'kind', what: kind, message: `step "${path}" is of the kind "${kind}", which is not allowed` }]
}

function hostBreaches({ config }: Step, path: string, { hosts }: PolicyRules): readonly Breach[] {
  const url = config?.['url']
  if (hosts === undefined || typeof url !== 'string') return []
  const found = hostOf(url)
  if (found === undefined) return []
  if (found.kind === 'dynamic') return hosts.dynamic === 'refuse' ? [{ step: path, rule: 'host', what: url, message: `step "${path}" calls a host that an expression decides, which is not allowed` }] : []
  return isHostAllowed(hosts, found) ? [] : [{ step: path, rule: 'host', what: found.host, message: `step "${path}" calls the host "${found.host}", which is not allowed` }]
}

/** A pattern may name the host alone or with its port: one that denies either denies, one that allows either allows. */
function isHostAllowed({ allow, deny = [] }: AllowDeny, { host, name }: { readonly host: string; readonly name: string }): boolean {
  const lower = (patterns: readonly string[]) => patterns.map((pattern) => pattern.toLowerCase())
  const denied = !isAllowed({ deny: lower(deny) }, host) || !isAllowed({ deny: lower(deny) }, name)
  return !denied && (allow === undefined || isAllowed({ allow: lower(allow) }, host) || isAllowed({ allow: lower(allow) }, name))
}

function secretBreaches(step: Step, path: string, { secrets = {} }: PolicyRules): readonly Breach[] {
  return (step.arguments ?? []).flatMap(({ from }) =>
    'secret' in from && !isAllowed(secrets, from.secret) ? [{ step: path, rule: 'secret' as const, what: from.secret, message: `step "${path}" takes the secret "${from.secret}", which is not allowed` }] : [],
  )
}
