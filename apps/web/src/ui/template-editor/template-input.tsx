import type { Json } from '@eddy/workflow'
import { Suspense, useId, useRef } from 'react'
import { editorPart } from '../code-editor/editor-part.tsx'
import { WaitingText } from '../code-editor/waiting-text.tsx'
import type { ExpressionData } from '../expression-editor/expression-data.ts'
import { Answer, ExpressionPreview } from '../expression-editor/expression-preview.tsx'
import { useRender } from '../expression-editor/use-evaluate.ts'
import { InsertMenu } from './insert-menu.tsx'
import styles from './template-input.module.css'

const TemplateEditor = editorPart(() => import('./template-editor.tsx').then((module) => module.TemplateEditor))
const unknown = {}

export interface TemplateInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly data: ExpressionData | undefined
  readonly lines: boolean
  /** The value, where the text is JSON. */
  readonly json?: Json | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly id?: string | undefined
}

/** A text with `{{ }}`, a list of what can be put in, and below it what it gives on the sample. */
export function TemplateInput({ label, value, onChange, data, lines, json, invalid = false, describedBy, id }: TemplateInputProps) {
  const previewId = useId()
  const insert = useRef<((text: string) => void) | undefined>(undefined)
  const template = json ?? value
  const shown = value.includes('{{') ? data : undefined
  return (
    <>
      <div className={styles.line}>
        <div className={styles.editor}>
          <Suspense fallback={<WaitingText value={value} />}>
            <TemplateEditor label={label} value={value} onChange={onChange} data={data?.known ?? unknown} lines={lines} invalid={invalid} describedBy={describedBy ?? (shown ? previewId : undefined)} id={id} insert={insert} />
          </Suspense>
        </div>
        {data ? <InsertMenu label={label} known={data.known} about={data.about} onInsert={(path) => insert.current?.(`{{ ${path} }}`)} /> : null}
      </div>
      {shown ? (
        <ExpressionPreview id={previewId} label={label} data={shown}>
          <Rendered template={template} sample={shown.known.sample ?? null} />
        </ExpressionPreview>
      ) : null}
    </>
  )
}

function Rendered({ template, sample }: { readonly template: Json; readonly sample: Json }) {
  const render = useRender()
  return <Answer answer={render(template, sample)} plain />
}
