import { inexactInteger } from '@eddy/steps/evaluate'
import { sameJson, type Json } from '@eddy/workflow'
import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'

export interface JsonFieldProps {
  readonly label: string
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  readonly bare?: boolean
  readonly hint?: string
  /** Over several lines. */
  readonly multiline?: boolean
}

/** What was entered and cannot be taken, over which value. */
interface Refused {
  readonly text: string
  readonly over: Json | undefined
  readonly why: string
}

/** Any JSON as text; words that are not JSON are taken as a text. What cannot be taken stays in the field until it is mended. */
export function JsonField({ label, value, onChange, bare, hint, multiline }: JsonFieldProps) {
  const [entered, setEntered] = useState<Refused>()
  const refused = entered && sameJson(entered.over, value) ? entered : undefined
  const shown = value === undefined ? '' : JSON.stringify(value, null, multiline ? 2 : undefined)
  const change = (text: string) => {
    const why = text === shown ? undefined : faultOf(text)
    setEntered(why === undefined ? undefined : { text, over: value, why })
    if (why === undefined && text !== shown) onChange(text.trim() === '' ? undefined : parsed(text))
  }
  return <TextField label={label} value={refused?.text ?? shown} onChange={change} lazy mono error={refused?.why} {...(bare ? { bare } : {})} {...(hint === undefined ? {} : { hint })} {...(multiline ? { multiline } : {})} />
}

function faultOf(text: string): string | undefined {
  const inexact = inexactInteger(text)
  if (inexact !== undefined && isJsonText(text)) return `The number ${inexact} cannot be held exactly; write it as a text: "${inexact}". Until then the last valid value holds.`
  return /^\s*[{["]/.test(text) && !isJsonText(text) ? 'This is not valid JSON. Until it is, the last valid value holds.' : undefined
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function parsed(text: string): Json {
  return isJsonText(text) ? JSON.parse(text) : text
}
