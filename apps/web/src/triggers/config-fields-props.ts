import type { TriggerConfig } from './trigger-types.ts'

export interface ConfigFieldsProps<C extends TriggerConfig> {
  readonly config: C
  readonly onChange: (config: C) => void
}
