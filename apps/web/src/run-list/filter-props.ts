import type { RunFilter } from './run-types.ts'

export interface FilterProps {
  readonly filter: RunFilter
  readonly onFilter: (filter: RunFilter, typing?: boolean) => void
}
