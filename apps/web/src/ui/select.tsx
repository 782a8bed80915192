import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import field from './field.module.css'
import styles from './overlay.module.css'

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly SelectOption[]
  readonly onChange: (value: string) => void
  readonly invalid?: boolean
  readonly id?: string
}

/** A list to choose one of. `label` is its accessible name; show it with a Field around where sighted people need it too. */
export function Select({ label, value, options, onChange, invalid, id }: SelectProps) {
  const items = Object.fromEntries(options.map((option) => [option.value, option.label]))
  return (
    <Base.Root items={items} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger id={id} aria-label={label} data-invalid={invalid ? '' : undefined} className={`${field.input} ${field.select}`}>
        <Base.Value className={field.value} />
        <Base.Icon>
          <ChevronsUpDown size={14} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={styles.item}>
                <Base.ItemText>{option.label}</Base.ItemText>
                {option.hint ? <span className={styles.hint}>{option.hint}</span> : null}
                <Base.ItemIndicator>
                  <Check size={14} />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
