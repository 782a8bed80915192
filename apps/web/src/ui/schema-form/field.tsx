import { EditorField } from './editor-field.tsx'
import type { FieldProps } from './form-context.ts'
import { useFormSettings } from './form-context.ts'
import { ListField } from './list-field.tsx'
import { ObjectField } from './object-field.tsx'
import { RawField } from './raw-field.tsx'
import { ChoiceField, ConstantField, LongTextField, NumberField, SwitchField, TextField } from './scalar-fields.tsx'
import { shapeOf } from './shape.ts'
import { UnionField } from './union-field.tsx'

/** The field that fits a schema. */
export function Field(field: FieldProps) {
  const { root } = useFormSettings()
  const shape = shapeOf(field.schema, root)
  switch (shape.kind) {
    case 'text':
      return <TextField field={field} input={shape.input} />
    case 'long-text':
      return <LongTextField field={field} code={shape.code} />
    case 'editor':
      return <EditorField field={field} language={shape.language} />
    case 'number':
      return <NumberField field={field} shape={shape} />
    case 'switch':
      return <SwitchField field={field} />
    case 'choice':
      return <ChoiceField field={field} options={shape.options} />
    case 'constant':
      return <ConstantField field={field} value={shape.value} />
    case 'object':
      return <ObjectField field={field} shape={shape} />
    case 'list':
      return <ListField field={field} shape={shape} />
    case 'union':
      return <UnionField field={field} variants={shape.variants} />
    case 'raw':
      return <RawField field={field} template={shape.template} />
  }
}
