import { Suspense, useId } from 'react'
import { editorPart } from '../code-editor/editor-part.tsx'
import { WaitingText } from '../code-editor/waiting-text.tsx'
import { Field } from '../field.tsx'
import type { ExpressionData } from './expression-data.ts'
import { ExpressionPreview, ExpressionValue } from './expression-preview.tsx'

const ExpressionEditor = editorPart(() => import('./expression-editor.tsx').then((module) => module.ExpressionEditor))
const unknown = {}

export interface ExpressionInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly data: ExpressionData | undefined
  readonly placeholder?: string | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly id?: string | undefined
  /** Its value on the sample has its place before there is one: in a dialog nothing may move under the pointer. */
  readonly steady?: boolean
}

/** A JSONata editor, and below it what the expression gives on the sample. */
export function ExpressionInput({ label, value, onChange, data, placeholder, invalid = false, describedBy, id, steady = false }: ExpressionInputProps) {
  const previewId = useId()
  const empty = value.trim() === ''
  const shown = empty && !steady ? undefined : data
  return (
    <>
      <Suspense fallback={<WaitingText value={value} />}>
        <ExpressionEditor label={label} value={value} onChange={onChange} data={data?.known ?? unknown} placeholder={placeholder} invalid={invalid} describedBy={describedBy ?? (shown ? previewId : undefined)} id={id} />
      </Suspense>
      {shown ? (
        <ExpressionPreview id={previewId} label={label} data={shown} steady={steady}>
          {empty ? 'Its value on the sample stands here.' : <ExpressionValue expr={value} sample={shown.known.sample ?? null} />}
        </ExpressionPreview>
      ) : null}
    </>
  )
}

/** The same with its label above. */
export function ExpressionField({ label, hint, ...rest }: ExpressionInputProps & { readonly hint?: string }) {
  return (
    <Field label={label} hint={hint}>
      <ExpressionInput label={label} {...rest} />
    </Field>
  )
}
