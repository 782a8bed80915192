import { givesElement, type Argument, type Json, type KindContract, type Step, type WorkflowDocument } from '@eddy/workflow'
import { requiredArguments, takesArgument } from '../document/argument-fits.ts'
import { locate } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { updateStep } from '../document/scope-steps.ts'
import { startingConfig } from '../new-step.ts'
import { command, type Command } from './command.ts'

export type Replacement = { readonly ok: true; readonly command: Command; readonly lost: readonly string[] } | { readonly ok: false; readonly reason: string }

/** Makes a step one of another kind. Its name, lines and policies stay; what the new kind cannot have is listed in `lost`. */
export function replaceKind(document: WorkflowDocument, path: string, contract: KindContract): Replacement {
  const found = locate(document, path)
  if (!found) return { ok: false, reason: 'There is no such step.' }
  const { step } = found
  const label = stepLabel(step)
  if (step.kind === contract.kind) return { ok: false, reason: `${label} is of that kind already.` }
  const homeless = withoutHome(step, contract)
  if (homeless > 0) return { ok: false, reason: `${label} holds ${count(homeless, 'step')}, which ${article(contract.title)} cannot hold: move ${homeless === 1 ? 'it' : 'them'} out first.` }
  const { step: next, lost } = turned(step, contract)
  const orphans = givesElement(contract, next) ? [] : elementUsers(step)
  const edit = command(`Replace ${label} with ${contract.title}`, (now) => {
    const made = updateStep(now, path, () => next)
    return orphans.length ? withoutElements(made, path, step.name) : made
  })
  return { ok: true, command: edit, lost: [...lost, ...(orphans.length ? [`the elements that ${orphans.join(' and ')} took`] : [])] }
}

/** How many inner steps the new kind has no room for. */
function withoutHome({ steps = [], branches = [] }: Step, { container }: KindContract): number {
  const inBranches = branches.reduce((sum, branch) => sum + branch.steps.length, 0)
  return (container === 'steps' ? 0 : steps.length) + (container === 'branches' ? 0 : inBranches)
}

function turned(step: Step, contract: KindContract): { readonly step: Step; readonly lost: readonly string[] } {
  const config = keptConfig(step.config, contract)
  const kept = keptArguments(step.arguments, contract)
  const { config: _, arguments: __, steps, branches, return: result, reversible, ...rest } = step
  const nests = contract.container !== undefined
  const next: Step = {
    ...rest,
    kind: contract.kind,
    ...(config.value ? { config: config.value } : {}),
    ...(kept.arguments.length ? { arguments: kept.arguments } : {}),
    ...(kept.waits.length ? { waitFor: [...new Set([...(rest.waitFor ?? []), ...kept.waits])] } : {}),
    ...inside({ steps, branches }, contract),
    ...(nests && result !== undefined ? { return: result } : {}),
    ...(nests && reversible !== undefined ? { reversible } : {}),
  }
  const lost = [...config.lost.map((key) => `the setting ${key}`), ...kept.lost.map((name) => `the argument ${name}`), ...(!nests && reversible !== undefined ? ['that its steps stay when others are undone'] : [])]
  return { step: next, lost }
}

function inside({ steps, branches }: { readonly steps: Step['steps'] | undefined; readonly branches: Step['branches'] | undefined }, contract: KindContract): Partial<Step> {
  if (contract.container === 'steps') return { steps: steps ?? [] }
  if (contract.container === 'branches') return { branches: branches ?? [{ name: 'yes', when: 'true', steps: [] }, { name: 'otherwise', steps: [] }] }
  return {}
}

/** The settings that the new kind has too, over those that it starts with. */
function keptConfig(config: Step['config'], contract: KindContract): { readonly value: Step['config']; readonly lost: readonly string[] } {
  const start = startingConfig(contract)
  let value: { readonly [key: string]: Json } | undefined = start
  const lost: string[] = []
  for (const [key, setting] of Object.entries(config ?? {})) {
    const next = { ...value, [key]: setting }
    const faults = contract.config.safeParse(next)
    // a fault elsewhere is not this setting's
    const own = faults.success ? false : faults.error.issues.some((issue) => issue.path[0] === key || (issue.code === 'unrecognized_keys' && issue.keys.includes(key)))
    if (own) lost.push(key)
    else value = next
  }
  return { value, lost }
}

/** An argument under a name that the kind does not take goes to a required one that is free; otherwise only its order stays. */
function keptArguments(args: readonly Argument[] = [], contract: KindContract): { readonly arguments: readonly Argument[]; readonly waits: readonly string[]; readonly lost: readonly string[] } {
  const names = new Set(args.map(({ name }) => name))
  const free = requiredArguments(contract).filter((name) => !names.has(name))
  const kept: Argument[] = []
  const waits: string[] = []
  const lost: string[] = []
  for (const argument of args) {
    const other = takesArgument(contract, argument.name) ? argument.name : free.shift()
    if (other !== undefined) {
      kept.push(other === argument.name ? argument : { ...argument, name: other })
      continue
    }
    lost.push(argument.name)
    if ('result' in argument.from) waits.push(argument.from.result)
  }
  const used = new Set(kept.flatMap(({ from }) => ('result' in from ? [from.result] : [])))
  return { arguments: kept, waits: waits.filter((name) => !used.has(name)), lost }
}

/** Labels of inner steps that take an element of this container. */
function elementUsers(step: Step): readonly string[] {
  const users: string[] = []
  const inner = [...(step.steps ?? []), ...(step.branches?.flatMap((branch) => branch.steps) ?? [])]
  for (const child of inner) {
    if (child.arguments?.some(({ from }) => 'element' in from && from.element === step.name)) users.push(stepLabel(child))
    if (child.name !== step.name) users.push(...elementUsers({ ...child, name: step.name }))
  }
  return users
}

function withoutElements(document: WorkflowDocument, path: string, name: string): WorkflowDocument {
  return mapSteps(document, (step, at) => {
    if (!at.startsWith(`${path}.`) || !step.arguments?.some(({ from }) => 'element' in from && from.element === name)) return step
    const { arguments: args, ...rest } = step
    const kept = args.filter(({ from }) => !('element' in from && from.element === name))
    return kept.length ? { ...rest, arguments: kept } : rest
  })
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

function article(title: string): string {
  return `${/^[AEIO]/.test(title) ? 'an' : 'a'} ${title}`
}
