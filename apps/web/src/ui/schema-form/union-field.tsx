import { useState } from 'react'
import type { JsonSchema } from '@eddy/workflow'
import { accepts, startValue } from './default-value.ts'
import { Fieldset } from './fieldset.tsx'
import type { FieldProps } from './form-context.ts'
import { useFieldId, useFormSettings } from './form-context.ts'
import { isJson, isRecord } from './json-value.ts'
import { wordOf } from './scalar-fields.tsx'
import { resolveSchema, shapeOf } from './shape.ts'
import styles from './schema-form.module.css'

/** One of several schemas: a person chooses which, and fills that one in. */
export function UnionField({ field, variants }: { readonly field: FieldProps; readonly variants: readonly JsonSchema[] }) {
  const { root, Field } = useFormSettings()
  const id = useFieldId(`${field.path}-kind`)
  const [chosen, setChosen] = useState<number>()
  const index = field.value === undefined ? undefined : variantOf(variants, chosen, (variant) => accepts(variant, root, field.value))
  const variant = index === undefined ? undefined : variants[index]
  function choose(position: string) {
    if (position === '') return field.onChange(undefined)
    const next = variants[Number(position)]
    setChosen(Number(position))
    if (next) field.onChange(startValue(next, root))
  }
  return (
    <Fieldset field={field}>
      <div className={styles.field}>
        <div className={styles.labelRow} data-hidden><label htmlFor={id}>{`Kind of ${field.label}`}</label></div>
        <select id={id} className={styles.input} value={index ?? ''} onChange={(event) => choose(event.target.value)}>
          {(!field.required || index === undefined) && <option value="">not set</option>}
          {variants.map((option, position) => <option key={position} value={position}>{nameOf(option, root)}</option>)}
        </select>
      </div>
      {variant && shapeOf(variant, root).kind !== 'constant' && (
        <Field schema={variant} path={field.path} label={field.label} hideLabel required value={field.value} onChange={field.onChange} />
      )}
    </Fieldset>
  )
}

/** A value may fit several variants, or for the moment none: then what was chosen last stays. */
function variantOf(variants: readonly JsonSchema[], chosen: number | undefined, fits: (variant: JsonSchema) => boolean): number {
  const fitting = variants.findIndex(fits)
  const last = chosen === undefined ? undefined : variants[chosen]
  const stays = last !== undefined && (fitting < 0 || fits(last))
  return stays && chosen !== undefined ? chosen : Math.max(0, fitting)
}

const wordOfShape = { text: 'text', 'long-text': 'text', editor: 'text', number: 'number', switch: 'yes or no', choice: 'one of', constant: 'nothing', object: 'fields', list: 'list', union: 'other', raw: 'JSON' } as const

function nameOf(variant: JsonSchema, root: JsonSchema): string {
  const resolved = resolveSchema(variant, root)
  if (typeof resolved.title === 'string') return resolved.title
  const shape = shapeOf(variant, root)
  if (shape.kind === 'constant') return wordOf(shape.value)
  if (shape.kind === 'choice') return shape.options.map(wordOf).join(' / ')
  return discriminatorOf(resolved) ?? wordOfShape[shape.kind]
}

/** `{ kind: "x" }` is best called "x"; an object without such a constant by its keys. */
function discriminatorOf(schema: JsonSchema): string | undefined {
  if (!isRecord(schema.properties)) return undefined
  for (const property of Object.values(schema.properties)) if (isRecord(property) && isJson(property.const) && property.const !== null) return wordOf(property.const)
  return Object.keys(schema.properties).join(', ') || undefined
}
