import { compareSchemas, fixedResult, type JsonSchema, type KindContract } from '@eddy/workflow'

/** The schema that a kind expects of an argument; nothing when it takes any value. */
export function argumentSchema(contract: KindContract | undefined, name: string): JsonSchema | undefined {
  const properties = contract?.arguments?.['properties']
  return isObject(properties) && isObject(properties[name]) ? properties[name] : undefined
}

/** Whether a kind's arguments may have this name. */
export function takesArgument(contract: KindContract, name: string): boolean {
  const { properties, additionalProperties } = contract.arguments ?? {}
  return additionalProperties !== false || (isObject(properties) && name in properties)
}

/** What a kind must be given: the names that its schema requires. */
export function requiredArguments(contract: KindContract | undefined): readonly string[] {
  const required = contract?.arguments?.['required']
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []
}

/** False only when a value of the one kind is known not to be what the other expects. */
export function resultFits(from: KindContract | undefined, to: KindContract | undefined, argument: string): boolean {
  const wanted = argumentSchema(to, argument)
  const given = fixedResult(from)
  if (!given || !wanted) return true
  const { kind } = compareSchemas(given, wanted)
  return kind !== 'narrowed' && kind !== 'changed'
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
