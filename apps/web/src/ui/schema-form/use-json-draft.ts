import { useState } from 'react'
import { inexactInteger } from '@eddy/steps/evaluate'
import type { Json } from '@eddy/workflow'
import { useFieldId, useFormSettings, type FieldProps } from './form-context.ts'
import { isJson, sameJson } from './json-value.ts'
import { keepText, keptText } from './kept-text.ts'

interface Draft {
  readonly text: string
  /** The form's value while this text stood in the field. */
  readonly value: Json | undefined
}

export interface JsonDraft {
  readonly text: string
  /** Why the text is not taken yet. */
  readonly error: string | undefined
  readonly enter: (text: string) => void
}

/** A field's value as JSON text, which may be unfinished: the last valid value is kept meanwhile. */
export function useJsonDraft(field: FieldProps): JsonDraft {
  const id = useFieldId(field.path)
  const { keepsText } = useFormSettings()
  const [draft, setDraft] = useState(() => (keepsText ? keptDraft(id, field.value) : undefined))
  const text = draft && sameJson(draft.value, field.value) ? draft.text : pretty(field.value)
  const parsed = parse(text)
  const enter = (entered: string) => {
    const next = parse(entered)
    const value = next.kind === 'invalid' ? field.value : next.value
    setDraft({ text: entered, value })
    if (keepsText) keepText(id, next.kind === 'invalid' ? { text: entered, over: pretty(value) } : undefined)
    if (next.kind === 'valid') field.onChange(value)
  }
  return { text, error: parsed.kind === 'invalid' ? parsed.message : undefined, enter }
}

function keptDraft(id: string, value: Json | undefined): Draft | undefined {
  const text = keptText(id, pretty(value))
  return text === undefined ? undefined : { text, value }
}

function pretty(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}

function parse(text: string): { readonly kind: 'valid'; readonly value: Json | undefined } | { readonly kind: 'invalid'; readonly message: string } {
  if (text.trim() === '') return { kind: 'valid', value: undefined }
  try {
    const value: unknown = JSON.parse(text)
    const inexact = inexactInteger(text)
    if (inexact !== undefined) return { kind: 'invalid', message: `The number ${inexact} cannot be held exactly; write it as a text: "${inexact}". The last valid value is kept.` }
    return { kind: 'valid', value: isJson(value) ? value : null }
  } catch (error) {
    return { kind: 'invalid', message: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}. The last valid value is kept.` }
  }
}
