import { Plus, X } from 'lucide-react'
import type { Json } from '@eddy/workflow'
import { startValue } from './default-value.ts'
import { Fieldset } from './fieldset.tsx'
import type { FieldProps } from './form-context.ts'
import { useFormSettings } from './form-context.ts'
import { isJsonObject, pointerTo, without } from './json-value.ts'
import { OptionalPart } from './optional-part.tsx'
import { MapRows } from './map-rows.tsx'
import type { ObjectField as Member, Shape } from './shape.ts'
import { shapeOf, titleOf } from './shape.ts'
import styles from './schema-form.module.css'

/** An object as a fieldset: its known fields, then rows for the keys that the schema leaves open. */
export function ObjectField({ field, shape }: { readonly field: FieldProps; readonly shape: Extract<Shape, { kind: 'object' }> }) {
  const value = isJsonObject(field.value) ? field.value : {}
  const known = new Set(shape.fields.map((member) => member.name))
  const set = (name: string) => (next: Json | undefined) => field.onChange(next === undefined ? without(value, name) : { ...value, [name]: next })
  return (
    <Fieldset field={field}>
      {shape.fields.map((member) => (
        <MemberField key={member.name} member={member} parent={field.path} value={value[member.name]} onChange={set(member.name)} />
      ))}
      {shape.rest && <MapRows schema={shape.rest} path={field.path} value={value} reserved={known} onChange={field.onChange} noun={shape.fields.length > 0 ? 'more' : 'entry'} />}
    </Fieldset>
  )
}

interface MemberFieldProps {
  readonly member: Member
  readonly parent: string
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
}

/** One field of an object. A nested part that may be left out takes no room until it is added, which also ends recursion. */
function MemberField({ member, parent, value, onChange }: MemberFieldProps) {
  const { root, Field } = useFormSettings()
  const label = titleOf(member.schema, root) ?? member.name
  const shape = shapeOf(member.schema, root)
  if (!member.required && shape.kind === 'object' && shape.fields.length > 0) {
    return <OptionalPart schema={member.schema} path={pointerTo(parent, member.name)} label={label} required={false} value={value} onChange={onChange} />
  }
  const nested = ['object', 'list', 'raw'].includes(shape.kind)
  if (nested && !member.required && value === undefined) {
    return (
      <div>
        <button type="button" className={styles.add} onClick={() => onChange(startValue(member.schema, root))}>
          <Plus size={14} aria-hidden /> Add {label}
        </button>
      </div>
    )
  }
  return (
    <div className={styles.member}>
      <Field schema={member.schema} path={pointerTo(parent, member.name)} label={label} required={member.required} value={value} onChange={onChange} />
      {nested && !member.required && (
        <button type="button" className={styles.icon} aria-label={`Remove ${label}`} onClick={() => onChange(undefined)}>
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
