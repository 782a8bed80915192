import { CodeInput } from '../code-editor/code-input.tsx'
import { useExpressionData } from '../expression-editor/expression-data.ts'
import { ExpressionInput } from '../expression-editor/expression-field.tsx'
import { FieldFrame, type InputWiring } from './field-frame.tsx'
import type { FieldProps } from './form-context.ts'

/** A string in a language of its own. */
export function EditorField({ field, language }: { readonly field: FieldProps; readonly language: 'expression' | 'code' }) {
  return language === 'code' ? <CodeField field={field} /> : <ExpressionField field={field} />
}

/** A string that is JSONata. */
function ExpressionField({ field }: { readonly field: FieldProps }) {
  const data = useExpressionData(field.path)
  return <FieldFrame field={field}>{(wiring) => <ExpressionInput {...controlled(field, wiring)} data={data} />}</FieldFrame>
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
