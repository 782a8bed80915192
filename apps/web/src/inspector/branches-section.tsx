import type { Branch } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { stepLabel } from '../store/document/step-label.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { replaced } from './list-edit.ts'
import { RemoveButton } from './remove-button.tsx'
import { useRowKeys } from './row-keys.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'
import { useDataOf } from './use-data-of.ts'
import styles from './inspector.module.css'

/** The ways of a switch, tried in order; the last may go without a condition. */
export function BranchesSection({ found, branches, change }: SectionOf & { readonly branches: readonly Branch[] }) {
  const data = useDataOf(found)
  const keys = useRowKeys(branches)
  const add = () => {
    const fallback = branches.findIndex((branch) => branch.when === undefined)
    const at = fallback === -1 ? branches.length : fallback
    change({ branches: branches.toSpliced(at, 0, { name: `case_${branches.length}`, when: 'true', steps: [] }) })
  }
  return (
    <Section title="Branches" note="The first whose condition holds is taken." action={<AddButton label="Add branch" onClick={add} />}>
      {branches.map((branch, at) => {
        const name = branch.name ?? `branch ${at + 1}`
        return (
          <div key={keys[at]} className={styles.entry} role="group" aria-label={`Branch ${name}`}>
            <div className={styles.row}>
              <TextField label="Branch name" bare lazy value={branch.name ?? ''} onChange={(next) => change({ branches: replaced(branches, at, patched(branch, { name: next || undefined })) })} />
              {branch.steps.length === 0 && branches.length > 1 ? <RemoveButton label={`Remove branch ${name}`} onClick={() => change({ branches: branches.filter((other) => other !== branch) })} /> : null}
            </div>
            <ExpressionField
              label={`Condition of ${name}`}
              placeholder="otherwise"
              data={data.arguments}
              value={branch.when ?? ''}
              hint="The last branch may go without one: it is taken otherwise."
              onChange={(when) => change({ branches: replaced(branches, at, patched(branch, { when: when || undefined })) })}
            />
            {branch.steps.length > 1 ? (
              <Field label={`Result of ${name}`} hint="The inner step whose value is the switch’s.">
                <Select label={`Result of ${name}`} value={branch.return ?? ''} options={[{ value: '', label: 'Of the last step' }, ...branch.steps.map((step) => ({ value: step.name, label: stepLabel(step) }))]} onChange={(result) => change({ branches: replaced(branches, at, patched(branch, { return: result || undefined })) })} />
              </Field>
            ) : null}
          </div>
        )
      })}
    </Section>
  )
}
