import type { ComponentType } from 'react'
import { createContext, useContext } from 'react'
import type { Json, JsonSchema } from '@eddy/workflow'

/** What is wrong with a value: `path` is a JSON pointer into the form's value. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
  readonly hint?: string | undefined
}

export interface FormSettings {
  readonly root: JsonSchema
  readonly errors: readonly FieldProblem[]
  readonly idPrefix: string
  /** What is typed and not valid yet outlives its field: the ids say what the value is of. */
  readonly keepsText: boolean
  /** Draws a field of any schema; handed down here because the kinds of field hold one another. */
  readonly Field: ComponentType<FieldProps>
}

/** What every kind of field takes. `onChange(undefined)` removes the value. */
export interface FieldProps {
  readonly schema: JsonSchema
  readonly path: string
  readonly label: string
  readonly required: boolean
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  /** The label is only spoken: it stands on the screen already, as a row's key or number. */
  readonly hideLabel?: boolean
}

export const FormContext = createContext<FormSettings | null>(null)

export function useFormSettings(): FormSettings {
  const settings = useContext(FormContext)
  if (!settings) throw new Error('A field of a schema form stands outside any SchemaForm.')
  return settings
}

/** An element id for a pointer: unique per form, and free of characters that a selector would trip over. */
export function useFieldId(path: string): string {
  return `${useFormSettings().idPrefix}${path.replaceAll(/[^\w-]/g, '_') || '_'}`
}

/** The problems of this very value; with `deep`, of what is inside it too, for editors that show it as one text. */
export function useProblems(path: string, deep = false): readonly FieldProblem[] {
  return useFormSettings().errors.filter((problem) => problem.path === path || (deep && problem.path.startsWith(`${path}/`)))
}
