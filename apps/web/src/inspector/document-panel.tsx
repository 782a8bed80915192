import { updateDocument } from '../store/command/update-document.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { InputsSection } from './inputs-section.tsx'
import { OptionsSection } from './options-section.tsx'
import { ProblemLines } from './problem-lines.tsx'
import { Section } from './section.tsx'
import styles from './inspector.module.css'

/** The workflow itself. */
export function DocumentPanel() {
  const document = useEditor((state) => state.document)
  const dispatch = useEditor((state) => state.dispatch)
  const problems = useEditor((state) => state.problemsOf.get(''))
  const returns = document.steps.map((step) => ({ value: step.name, label: stepLabel(step) }))
  return (
    <>
      <div className={styles.head}>
        <div className={styles.heading}>
          <h2>Workflow</h2>
          <p>{document.name}</p>
        </div>
      </div>
      <div className={styles.scroll}>
        {problems?.length ? <ProblemLines problems={problems} /> : null}
        <Section title="About">
          <TextField label="Workflow title" value={document.title ?? ''} placeholder={document.name} onChange={(title) => dispatch(updateDocument({ title: title || undefined }))} />
          <TextField label="Workflow description" value={document.description ?? ''} multiline onChange={(description) => dispatch(updateDocument({ description: description || undefined }))} />
          {returns.length ? (
            <Field label="Result">
              <Select
                label="Result"
                value={document.return ?? ''}
                options={[{ value: '', label: 'Of the last step' }, ...returns]}
                onChange={(name) => dispatch(updateDocument({ return: name || undefined }))}
              />
            </Field>
          ) : null}
        </Section>
        <InputsSection />
        <OptionsSection />
      </div>
    </>
  )
}
