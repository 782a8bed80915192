import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Json, JsonSchema } from '@eddy/workflow'
import { startValue } from './default-value.ts'
import { useFieldId, useFormSettings } from './form-context.ts'
import type { JsonObject } from './json-value.ts'
import { pointerTo, without } from './json-value.ts'
import styles from './schema-form.module.css'

interface MapRowsProps {
  readonly schema: JsonSchema
  readonly path: string
  readonly value: JsonObject
  /** Keys that are fields of their own. */
  readonly reserved: ReadonlySet<string>
  readonly onChange: (value: Json) => void
  readonly noun: string
}

/** Key and value rows for an object whose keys the author chooses. */
export function MapRows({ schema, path, value, reserved, onChange, noun }: MapRowsProps) {
  const { root, Field } = useFormSettings()
  const keys = Object.keys(value).filter((key) => !reserved.has(key))
  function rename(from: string, to: string) {
    onChange(Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, item])))
  }
  function add() {
    let number = keys.length + 1
    while (Object.hasOwn(value, `key${number}`) || reserved.has(`key${number}`)) number += 1
    onChange({ ...value, [`key${number}`]: startValue(schema, root) })
  }
  return (
    <div className={styles.rows}>
      {keys.map((key, index) => (
        // a row keeps its place while its key is typed, so the place identifies it
        <div key={index} className={styles.mapRow}>
          <KeyInput id={pointerTo(path, `key-${index}`)} number={index + 1} value={key} taken={(name) => name !== key && (Object.hasOwn(value, name) || reserved.has(name))} onRename={(to) => rename(key, to)} />
          <Field schema={schema} path={pointerTo(path, key)} label={`Value of ${key}`} hideLabel required value={value[key]} onChange={(next) => onChange(next === undefined ? without(value, key) : { ...value, [key]: next })} />
          <button type="button" className={styles.icon} aria-label={`Remove ${key}`} onClick={() => onChange(without(value, key))}>
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
      <button type="button" className={styles.add} onClick={add}>
        <Plus size={14} aria-hidden /> Add {noun}
      </button>
    </div>
  )
}

interface KeyInputProps {
  readonly id: string
  readonly number: number
  readonly value: string
  readonly taken: (name: string) => boolean
  readonly onRename: (to: string) => void
}

function KeyInput({ id, number, value, taken, onRename }: KeyInputProps) {
  const elementId = useFieldId(id)
  const [draft, setDraft] = useState<{ readonly text: string; readonly over: string }>()
  const text = draft && draft.over === value ? draft.text : value
  const error = text === '' ? 'A key needs a name.' : taken(text) ? `There is a key “${text}” already.` : undefined
  function enter(entered: string) {
    const good = entered !== '' && !taken(entered)
    setDraft({ text: entered, over: good ? entered : value })
    if (good) onRename(entered)
  }
  return (
    <div className={styles.key} data-invalid={error ? true : undefined}>
      <input id={elementId} className={styles.input} aria-label={`Key ${number}`} aria-invalid={error ? true : undefined} aria-describedby={error ? `${elementId}-error` : undefined}
        ref={(element) => element?.setCustomValidity(error ?? '')} value={text} spellCheck={false} autoComplete="off" onChange={(event) => enter(event.target.value)} />
      {error && <p id={`${elementId}-error`} className={styles.error} role="alert">{error}</p>}
    </div>
  )
}
