import canonicalize from 'canonicalize'
import { compareSchemas, type SchemaComparison } from './compare-schemas.ts'
import { resultSchema } from './result-schema.ts'
import { isRequired } from '../validate-input.ts'
import type { Catalog } from '../catalog.ts'
import type { Input, WorkflowDocument } from '../document.ts'

export type PortChangeKind =
  | 'input-removed'
  | 'input-added-required'
  | 'input-added-optional'
  | 'input-made-required'
  | 'input-made-optional'
  | 'default-changed'
  | `${'input' | 'result'}-schema-${'narrowed' | 'widened' | 'changed' | 'unknown'}`

export interface PortChange {
  readonly kind: PortChangeKind
  /** The input's name; absent for the result. */
  readonly input?: string
  /** `breaking`: a caller of the older document can fail with the newer. `unknown`: it could not be found out. */
  readonly severity: 'breaking' | 'compatible' | 'unknown'
  readonly message: string
}

export interface PortCompatibility {
  /** Every change is known to be compatible. */
  readonly compatible: boolean
  readonly changes: readonly PortChange[]
}

/**
 * Whether whoever calls `older` may call `newer` instead: everything that could be given may still be given, and everything that comes
 * back could have come back before. Names, schemas, necessity and defaults of inputs; the result as far as the catalogue knows it.
 */
export function portCompatibility(older: WorkflowDocument, newer: WorkflowDocument, catalog?: Pick<Catalog, 'get'>): PortCompatibility {
  const before = new Map((older.inputs ?? []).map((input) => [input.name, input]))
  const after = new Map((newer.inputs ?? []).map((input) => [input.name, input]))
  const changes = [
    ...[...before.values()].flatMap((input) => inputChanges(input, after.get(input.name))),
    ...[...after.values()].filter(({ name }) => !before.has(name)).map(addedInput),
    ...(catalog ? resultChanges(older, newer, catalog) : []),
  ]
  return { compatible: changes.every(({ severity }) => severity === 'compatible'), changes }
}

function addedInput(input: Input): PortChange {
  const { name } = input
  if (isRequired(input)) return { kind: 'input-added-required', input: name, severity: 'breaking', message: `The input "${name}" is new and required.` }
  return { kind: 'input-added-optional', input: name, severity: 'compatible', message: `The input "${name}" is new and may be left out.` }
}

function inputChanges(old: Input, now: Input | undefined): PortChange[] {
  const input = old.name
  if (!now) return [{ kind: 'input-removed', input, severity: 'breaking', message: `The input "${input}" was removed; giving it is refused.` }]
  return [...necessityChanges(old, now), ...schemaChange(compareSchemas(old.schema, now.schema), input)]
}

function necessityChanges(old: Input, now: Input): PortChange[] {
  const input = old.name
  if (isRequired(now)) return isRequired(old) ? [] : [{ kind: 'input-made-required', input, severity: 'breaking', message: `The input "${input}" could be left out and is required now.` }]
  if (isRequired(old)) return [{ kind: 'input-made-optional', input, severity: 'compatible', message: `The input "${input}" may be left out now.` }]
  const [before, after] = [canonicalize(old.default ?? null), canonicalize(now.default ?? null)]
  if (before === after) return []
  return [{ kind: 'default-changed', input, severity: 'compatible', message: `Left out, the input "${input}" is ${after} now, no longer ${before}: calls still work, and may do something else.` }]
}

function schemaChange({ kind, lost, gained }: SchemaComparison, input: string): PortChange[] {
  const port = `the input "${input}"`
  switch (kind) {
    case 'same':
      return []
    case 'widened':
      return [{ kind: 'input-schema-widened', input, severity: 'compatible', message: `Everything that fitted ${port} still does${example(gained, ', and more')}.` }]
    case 'narrowed':
      return [{ kind: 'input-schema-narrowed', input, severity: 'breaking', message: `Less fits ${port} than before${example(lost)}.` }]
    case 'changed':
      return [{ kind: 'input-schema-changed', input, severity: 'breaking', message: `Something that fitted ${port} does so no longer${example(lost)}.` }]
    case 'unknown':
      return [{ kind: 'input-schema-unknown', input, severity: 'unknown', message: `Whether everything that fitted ${port} still does cannot be told from the two schemas.` }]
  }
}

/** What comes back is judged the other way round: more of it is what a caller may not be ready for. */
function resultChanges(older: WorkflowDocument, newer: WorkflowDocument, catalog: Pick<Catalog, 'get'>): PortChange[] {
  const [before, after] = [resultSchema(older, catalog), resultSchema(newer, catalog)]
  // of a result that nothing was known of, nothing was promised
  if (!before) return []
  const { kind, lost } = compareSchemas(after ?? {}, before)
  if (!after || kind === 'unknown') return [{ kind: 'result-schema-unknown', severity: 'unknown', message: 'Whether everything that is returned now could be returned before cannot be told.' }]
  if (kind === 'same') return []
  if (kind === 'widened') return [{ kind: 'result-schema-narrowed', severity: 'compatible', message: 'Everything that is returned now could be returned before.' }]
  const widened = kind === 'narrowed'
  return [{ kind: widened ? 'result-schema-widened' : 'result-schema-changed', severity: 'breaking', message: `Something is returned now that could not be before${example(lost)}.` }]
}

/** Counterexamples found in schemas are short; one that is not is better left out of a sentence. */
function example(found: { readonly value: unknown } | undefined, otherwise = ''): string {
  const text = found && canonicalize(found.value)
  return text === undefined || text.length > 80 ? otherwise : `${otherwise}, for instance ${text}`
}
