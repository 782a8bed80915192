import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import type { Json } from '@eddy/workflow'
import { startValue } from './default-value.ts'
import { Fieldset } from './fieldset.tsx'
import type { FieldProps } from './form-context.ts'
import { useFormSettings } from './form-context.ts'
import { isJsonList, pointerTo } from './json-value.ts'
import type { Shape } from './shape.ts'
import { titleOf } from './shape.ts'
import styles from './schema-form.module.css'

/** A list as rows that can be added, removed and moved. */
export function ListField({ field, shape }: { readonly field: FieldProps; readonly shape: Extract<Shape, { kind: 'list' }> }) {
  const { root, Field } = useFormSettings()
  const items = isJsonList(field.value) ? field.value : []
  const schemaAt = (index: number) => shape.fixed[index] ?? shape.items
  const noun = (titleOf(shape.items, root) ?? 'item').toLowerCase()
  const replace = (index: number, value: Json) => field.onChange(items.map((item, position) => (position === index ? value : item)))
  return (
    <Fieldset field={field}>
      <ol className={styles.rows}>
        {items.map((item, index) => (
          // rows have no identity of their own: a row's draft is dropped when its value is no longer the one typed over
          <li key={index} className={styles.listRow}>
            <Field schema={schemaAt(index)} path={pointerTo(field.path, index)} label={titleOf(schemaAt(index), root) ?? `Item ${index + 1}`} hideLabel required value={item} onChange={(value) => replace(index, value ?? null)} />
            <div className={styles.rowButtons}>
              <button type="button" className={styles.icon} aria-label={`Move ${noun} ${index + 1} up`} disabled={index === 0} onClick={() => field.onChange(moved(items, index, index - 1))}><ArrowUp size={14} aria-hidden /></button>
              <button type="button" className={styles.icon} aria-label={`Move ${noun} ${index + 1} down`} disabled={index === items.length - 1} onClick={() => field.onChange(moved(items, index, index + 1))}><ArrowDown size={14} aria-hidden /></button>
              <button type="button" className={styles.icon} aria-label={`Remove ${noun} ${index + 1}`} disabled={items.length <= shape.min} onClick={() => field.onChange(items.filter((_, position) => position !== index))}><X size={14} aria-hidden /></button>
            </div>
          </li>
        ))}
      </ol>
      {items.length === 0 && <p className={styles.help}>Empty.</p>}
      <div>
        <button type="button" className={styles.add} disabled={items.length >= shape.max} onClick={() => field.onChange([...items, startValue(schemaAt(items.length), root)])}>
          <Plus size={14} aria-hidden /> Add {noun}
        </button>
      </div>
    </Fieldset>
  )
}

function moved(items: readonly Json[], from: number, to: number): readonly Json[] {
  const next = [...items]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
