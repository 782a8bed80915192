import { JsonTemplateField } from './editor-field.tsx'
import { FieldFrame } from './field-frame.tsx'
import type { FieldProps } from './form-context.ts'
import { useJsonDraft } from './use-json-draft.ts'
import styles from './schema-form.module.css'

export interface RawFieldProps {
  readonly field: FieldProps
  /** Its strings may hold `{{ }}`. */
  readonly template?: true | undefined
}

/** The JSON editor: takes any value, and keeps text that is no JSON yet while it is being typed. */
export function RawField({ field, template }: RawFieldProps) {
  return template ? <JsonTemplateField field={field} /> : <PlainField field={field} />
}

function PlainField({ field }: { readonly field: FieldProps }) {
  const { text, error, enter } = useJsonDraft(field)
  return (
    <FieldFrame field={field} ownError={error}>
      {(wiring) => (
        <textarea {...wiring} ref={(element) => element?.setCustomValidity(error ?? '')} className={styles.input} data-code spellCheck={false}
          rows={Math.min(16, Math.max(2, text.split('\n').length))} placeholder="JSON" value={text} onChange={(event) => enter(event.target.value)} />
      )}
    </FieldFrame>
  )
}
