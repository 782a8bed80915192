import { type Json, type JsonSchema, schemaFaults } from '@eddy/workflow'
import { useState } from 'react'
import { sameJson } from './schema-form/json-value.ts'
import { SchemaForm } from './schema-form/schema-form.tsx'
import styles from './field.module.css'

export interface JsonEditorProps {
  readonly label: string
  /** Makes element ids unique on the screen. */
  readonly idPrefix: string
  readonly value: Json | undefined
  readonly onChange: (value: Json) => void
  /** What the value should look like; what does not fit is told and taken all the same. */
  readonly schema?: JsonSchema | undefined
}

interface Typing {
  /** What stands in the field; nothing while it is empty. */
  readonly here: Json | undefined
  readonly sent: Json | undefined
}

const anything: JsonSchema = {}
const most = 3

/** Any JSON as text. An emptied field keeps the last value until another one is there. */
export function JsonEditor({ label, idPrefix, value, onChange, schema }: JsonEditorProps) {
  const [typing, setTyping] = useState<Typing>()
  const shown = typing && sameJson(typing.sent, value) ? typing.here : value
  const enter = (next: Json | undefined) => {
    setTyping({ here: next, sent: next === undefined ? value : next })
    if (next !== undefined) onChange(next)
  }
  const faults = schema && shown !== undefined ? schemaFaults(schema, shown) : []
  return (
    <>
      <SchemaForm schema={anything} idPrefix={idPrefix} label={label} value={shown} onChange={enter} />
      {faults.slice(0, most).map((fault) => (
        <p key={fault.path + fault.message} className={styles.hint} role="status">
          It does not look like what this kind of step returns{fault.path === '' ? '' : ` at ${fault.path}`}: {fault.message}
        </p>
      ))}
    </>
  )
}
