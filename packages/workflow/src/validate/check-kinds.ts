import { joinPointer } from '../json-pointer.ts'
import { schemaFaults } from '../json-schema.ts'
import { reportStep, type Checking } from './checking.ts'
import type { KindContract } from '../catalog.ts'
import type { Argument, JsonSchema } from '../document.ts'
import type { ScopedStep } from '../scope-tree.ts'

/** What the kind of a step says of its configuration and arguments. */
export function checkKinds(checking: Checking): void {
  for (const [node, { contract }] of checking.kinds) {
    if (checking.unreadable.has(node.step)) continue
    const sound = guarded(checking, node, () => checkConfig(checking, node, contract))
    if (sound) guarded(checking, node, () => checkByKind(checking, node, contract))
    if (contract.arguments) checkArguments(checking, node, contract.arguments)
    if (contract.kind === 'repeat') checkRepeat(checking, node)
    if (contract.iterates === true) checkElements(checking, node)
  }
}

/** A contract is code of others: should it fail, validation goes on. False when it did or found something. */
function guarded(checking: Checking, node: ScopedStep, check: () => boolean): boolean {
  try {
    return check()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    reportStep(checking, node, { code: 'KIND_FAILED', at: '/kind', message: `The kind "${node.step.kind}" could not check the step "${node.path}": ${reason}` })
    return false
  }
}

function checkConfig(checking: Checking, node: ScopedStep, contract: KindContract): boolean {
  const result = contract.config.safeParse(node.step.config ?? {})
  if (result.success) return true
  for (const issue of result.error.issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths) {
      const field = path.map(String).join('.')
      const wrong = `The configuration of "${node.path}" is wrong${field === '' ? '' : ` at "${field}"`}: ${issue.message.replace(/[.]?$/, '.')}`
      // nobody has done anything wrong yet in a step that was just made
      const message = issue.code === 'invalid_type' && field !== '' && valueAt(node.step.config, path) === undefined ? `"${node.path}" needs a value for "${field}".` : wrong
      reportStep(checking, node, { code: 'BAD_CONFIG', at: joinPointer('/config', ...path), message })
    }
  }
  return false
}

function valueAt(config: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), config)
}

function checkByKind(checking: Checking, node: ScopedStep, contract: KindContract): boolean {
  const findings = contract.check?.(node.step) ?? []
  for (const { path, message, severity } of findings) {
    reportStep(checking, node, { code: severity === 'warning' ? 'CONFIG_ADVICE' : 'BAD_CONFIG', at: insideStep(path, node), message })
  }
  return findings.length === 0
}

/** Contracts may point by JSON pointer or with dots, from the step or from its configuration. */
function insideStep(path: string, { step }: ScopedStep): string {
  if (path === '') return ''
  const pointer = path.startsWith('/') ? path : joinPointer('', ...path.split('.'))
  const first = pointer.split('/')[1] ?? ''
  return first === 'config' || first === 'arguments' || Object.hasOwn(step, first) ? pointer : `/config${pointer}`
}

function checkArguments(checking: Checking, node: ScopedStep, schema: JsonSchema): void {
  const given = new Map((node.step.arguments ?? []).map((argument, index) => [argument.name, { argument, index }]))
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  for (const name of Array.isArray(schema['required']) ? schema['required'].map(String) : []) {
    if (given.has(name)) continue
    reportStep(checking, node, { code: 'MISSING_ARGUMENT', at: '/arguments', message: `The step "${node.path}" needs an argument "${name}".`, hint: `Add it: steps of the kind "${node.step.kind}" work on it.` })
  }
  for (const [name, { argument, index }] of given) {
    const at = `/arguments/${index}`
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (property === undefined && schema['additionalProperties'] === false && name !== '') {
      reportStep(checking, node, { code: 'UNKNOWN_ARGUMENT', at: `${at}/name`, message: `The step "${node.path}" has an argument "${name}" that its kind does not take.`, hint: checking.didYouMean(name, Object.keys(properties)) })
    } else if (isObject(property)) checkLiteral(checking, node, { argument, at, schema: property })
  }
}

export interface LiteralArgument {
  readonly argument: Argument
  /** Continues the step's pointer. */
  readonly at: string
  readonly schema: JsonSchema
}

/** A literal that nothing transforms can be held against its schema at once. */
export function checkLiteral(checking: Checking, node: ScopedStep, { argument, at, schema }: LiteralArgument): void {
  const { from, path, transform } = argument
  if (!('value' in from) || path !== undefined || transform !== undefined || argument.name === '') return
  for (const fault of schemaFaults(schema, from.value)) {
    reportStep(checking, node, { code: 'BAD_ARGUMENT', at: `${at}/from/value${fault.path}`, message: `The argument "${argument.name}" of "${node.path}" does not fit: ${fault.message}` })
  }
}

/** The elements are the argument `source`, or the only argument. */
function checkElements(checking: Checking, node: ScopedStep): void {
  const given = node.step.arguments ?? []
  if (given.length === 1 || given.some(({ name }) => name === 'source')) return
  const message = given.length === 0 ? `The step "${node.path}" has no elements to go through.` : `The step "${node.path}" has several arguments, and none of them is named "source".`
  reportStep(checking, node, { code: 'MISSING_ARGUMENT', at: '/arguments', message, hint: 'Add an argument "source" with the list of elements.' })
}

function checkRepeat(checking: Checking, node: ScopedStep): void {
  if (node.step.config?.['maxRounds'] !== undefined) return
  reportStep(checking, node, { code: 'UNLIMITED_REPEAT', at: '/config', message: `The step "${node.path}" repeats without a limit.`, hint: 'Give it maxRounds.' })
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
