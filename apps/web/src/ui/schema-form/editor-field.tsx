import { CodeInput } from '../code-editor/code-input.tsx'
import { useExpressionData } from '../expression-editor/expression-data.ts'
import { ExpressionInput } from '../expression-editor/expression-field.tsx'
import { TemplateInput } from '../template-editor/template-input.tsx'
import { FieldFrame, type InputWiring } from './field-frame.tsx'
import type { FieldProps } from './form-context.ts'
import type { EditorLanguage } from './shape.ts'
import { useJsonDraft } from './use-json-draft.ts'

/** A string in a language of its own. */
export function EditorField({ field, language }: { readonly field: FieldProps; readonly language: EditorLanguage }) {
  if (language === 'code') return <CodeField field={field} />
  return language === 'expression' ? <ExpressionField field={field} /> : <TemplateField field={field} lines={language === 'template-lines'} />
}

/** A string that is JSONata. */
function ExpressionField({ field }: { readonly field: FieldProps }) {
  const data = useExpressionData(field.path)
  return <FieldFrame field={field}>{(wiring) => <ExpressionInput {...controlled(field, wiring)} data={data} />}</FieldFrame>
}

/** A string with `{{ }}`. */
function TemplateField({ field, lines }: { readonly field: FieldProps; readonly lines: boolean }) {
  const data = useExpressionData(field.path)
  return <FieldFrame field={field}>{(wiring) => <TemplateInput {...controlled(field, wiring)} lines={lines} data={data} />}</FieldFrame>
}

/** Any JSON, whose strings may hold `{{ }}`. Text that is no JSON yet stays while it is being typed. */
export function JsonTemplateField({ field }: { readonly field: FieldProps }) {
  const data = useExpressionData(field.path)
  const { text, error, enter } = useJsonDraft(field)
  return <FieldFrame field={field} ownError={error}>{(wiring) => <TemplateInput {...controlled(field, wiring)} value={text} onChange={enter} lines json={field.value} data={data} />}</FieldFrame>
}

/** A string that is JavaScript. */
function CodeField({ field }: { readonly field: FieldProps }) {
  return <FieldFrame field={field}>{(wiring) => <CodeInput {...controlled(field, wiring)} />}</FieldFrame>
}

function controlled(field: FieldProps, wiring: InputWiring) {
  return {
    id: wiring.id,
    label: field.label,
    value: typeof field.value === 'string' ? field.value : '',
    invalid: wiring['aria-invalid'] === true,
    describedBy: wiring['aria-describedby'],
    onChange: (text: string) => field.onChange(text === '' && !field.required ? undefined : text),
  }
}
