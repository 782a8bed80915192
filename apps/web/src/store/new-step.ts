import type { KindContract, Step, WorkflowDocument } from '@eddy/workflow'
import type { Scope } from './document/locate.ts'
import { stepLabel } from './document/step-label.ts'
import { takenNames, uniqueName } from './document/names.ts'

/** Settings of kinds that can do nothing at all without any: they pass on what they are given. */
const starters: { readonly [kind: string]: NonNullable<Step['config']> } = {
  expression: { expr: '$' },
  code: { source: 'return args' },
}

/** What a fresh step is set to; an example's settings only where they lean on no arguments, which it has not got. */
export function startingConfig({ kind, examples }: KindContract): Step['config'] {
  const example = examples[0]?.step
  const plain = example?.config && !example.arguments && !JSON.stringify(example.config).includes('{{')
  return starters[kind] ?? (plain ? example.config : undefined)
}

export interface NewStep {
  readonly scope: Scope
  /** What a person has called it already. */
  readonly title?: string | undefined
}

/** A fresh step of a kind, without any reference. */
export function newStep(document: WorkflowDocument, contract: KindContract, { scope, title: called }: NewStep): Step {
  const config = startingConfig(contract)
  const wanted = called ?? contract.title
  const name = uniqueName(wanted, takenNames(document, scope))
  const number = /_(\d+)$/.exec(name)?.[1]
  const title = number ? `${wanted} ${number}` : wanted
  return {
    name,
    kind: contract.kind,
    // a name says HTTP request only badly
    ...(called === undefined && stepLabel({ name }) === title ? {} : { title }),
    ...(config ? { config } : {}),
    ...(contract.container === 'steps' ? { steps: [] } : {}),
    ...(contract.container === 'branches' ? { branches: [{ name: 'yes', when: 'true', steps: [] }, { name: 'otherwise', steps: [] }] } : {}),
  }
}
