import type { Json, JsonSchema } from '@eddy/workflow'
import type { WantedPath } from './wanted-paths.ts'

/** What stands where a value was assumed. */
export const ASSUMED = 'rehearsed'

export interface Completed {
  readonly value: Json
  /** Paths that were filled in, as `body.id`. */
  readonly assumed: readonly string[]
}

/** Fills in what others read of a replaced result and what its kind's schema leaves open; what the kind says it does not have stays missing. */
export function completeValue(value: Json, wanted: readonly WantedPath[], schema: JsonSchema | undefined): Completed {
  const assumed: string[] = []
  let completed = value
  for (const path of wanted) {
    const next = fill(completed, path, schema)
    if (next === undefined) continue
    completed = next
    assumed.push(path.join('.'))
  }
  return { value: completed, assumed }
}

/** The value with something at the path; undefined where it has it, or may not have it. */
function fill(value: Json, path: WantedPath, schema: JsonSchema | undefined): Json | undefined {
  const [key, ...rest] = path
  if (key === undefined) return value === null ? ASSUMED : undefined
  if (value !== null && typeof value !== 'object') return undefined
  if (typeof key === 'number') return fillElement(value, { key, rest, schema })
  return Array.isArray(value) || isClosed(schema, key) ? undefined : fillProperty((value ?? {}) as Properties, { key, rest, schema })
}

type Properties = { readonly [key: string]: Json }

function fillProperty(object: Properties, { key, rest, schema }: { readonly key: string; readonly rest: WantedPath; readonly schema: JsonSchema | undefined }): Json | undefined {
  if (rest.length === 0 && Object.hasOwn(object, key)) return undefined
  const inner = fill(object[key] ?? null, rest, propertyOf(schema, key))
  return inner === undefined ? undefined : { ...object, [key]: inner }
}

function fillElement(value: Json, { key, rest, schema }: { readonly key: number; readonly rest: WantedPath; readonly schema: JsonSchema | undefined }): Json | undefined {
  if ((value !== null && !Array.isArray(value)) || key > 20) return undefined
  const list = (value ?? []) as readonly Json[]
  if (key < list.length && rest.length === 0) return undefined
  const inner = fill(list[key] ?? null, rest, asSchema(schema?.['items']))
  if (inner === undefined) return undefined
  return Array.from({ length: Math.max(list.length, key + 1) }, (_, index) => (index === key ? inner : (list[index] ?? ASSUMED)))
}

/** A schema that names its properties, and not this one, says that there is none. */
function isClosed(schema: JsonSchema | undefined, key: string): boolean {
  const properties = asSchema(schema?.['properties'])
  return properties !== undefined && !Object.hasOwn(properties, key)
}

function propertyOf(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  return asSchema(asSchema(schema?.['properties'])?.[key])
}

function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined
}
