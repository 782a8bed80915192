import type { SubGoal } from '@eddy/steps/goal'
import type { Catalog, KindContract } from '@eddy/workflow'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './goal.module.css'

export interface GoalFieldsProps {
  readonly goal: SubGoal
  readonly catalog: Catalog
  readonly onTitle: (title: string) => void
  readonly onKind: (kind: KindContract) => void
}

/** What of a proposal can be edited before it is accepted; all else is edited in the draft. */
export function GoalFields({ goal, catalog, onTitle, onKind }: GoalFieldsProps) {
  const { step, choices, inner } = goal
  const offered = new Set(choices.map(({ kind }) => kind))
  const others = catalog.list().filter(({ kind, container }) => !offered.has(kind) && container === undefined)
  const options = [...choices.map(({ kind, fit }) => ({ value: kind, label: catalog.get(kind)?.title ?? kind, hint: `fits ${Math.round(Math.min(1, fit) * 100)} %` })), ...others.map(({ kind, title }) => ({ value: kind, label: title }))]
  return (
    <div className={styles.fields}>
      <TextField lazy label="Title" value={step.title ?? ''} onChange={onTitle} />
      {inner.length > 0 ? null : (
        <Field label="Kind of step">
          <Select
            label="Kind of step"
            value={step.kind}
            options={options}
            onChange={(value) => {
              const contract = catalog.get(value)
              if (contract) onKind(contract)
            }}
          />
        </Field>
      )}
    </div>
  )
}
