import { isName } from '@eddy/workflow'
import { useState } from 'react'
import { updateDocument } from '../store/command/update-document.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Field } from '../ui/field.tsx'
import { SearchChoice } from '../ui/search-choice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { InputsSection } from './inputs-section.tsx'
import { OptionsSection } from './options-section.tsx'
import { ProblemLines } from './problem-lines.tsx'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'
import styles from './inspector.module.css'

const ofTheLast = 'Of the last step'

/** The workflow itself. */
export function DocumentPanel() {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const problems = useEditor((state) => state.problemsOf.get(''))
  const result = document.steps.find(({ name }) => name === document.return)
  const choices = () => [{ value: '', label: ofTheLast }, ...document.steps.map((step) => ({ value: step.name, label: stepLabel(step) }))]
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
          <TextField label="Workflow title" hint="What people call it." value={document.title ?? ''} placeholder={document.name} onChange={(title) => dispatch(updateDocument({ title: title || undefined }))} />
          <WorkflowName />
          <TextField label="Workflow description" hint="For whoever opens it; no influence on a run." value={document.description ?? ''} multiline onChange={(description) => dispatch(updateDocument({ description: description || undefined }))} />
          <TextField label="Tags" lazy placeholder="travel, billing" hint="Words to find it by, with commas between them." value={(document.tags ?? []).join(', ')} onChange={(text) => dispatch(updateDocument({ tags: tagsOf(text) }))} />
          {document.steps.length ? (
            <Field label="Result" hint="The step whose value is the run’s.">
              <SearchChoice label="Result" shown={result ? stepLabel(result) : (document.return ?? ofTheLast)} options={choices} nothing="There is no step yet." onChange={(name) => dispatch(updateDocument({ return: name || undefined }))} />
            </Field>
          ) : null}
        </Section>
        <InputsSection />
        <OptionsSection />
      </div>
    </>
  )
}

function WorkflowName() {
  const name = useShownDocument().name
  const dispatch = useEditor((state) => state.dispatch)
  const [refused, setRefused] = useState<string>()
  const rename = (to: string) => {
    const good = isName(to)
    setRefused(good ? undefined : to)
    if (good) dispatch(updateDocument({ name: to }))
  }
  return (
    <TextField
      label="Workflow name"
      mono
      lazy
      hint="What other workflows and the command line call it by; no two have the same."
      value={name}
      onChange={rename}
      error={refused === undefined ? undefined : `“${refused}” is no name: small letters, digits and underscores, a letter first, 64 at most.`}
    />
  )
}

function tagsOf(text: string): readonly string[] | undefined {
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))]
  return tags.length ? tags : undefined
}
