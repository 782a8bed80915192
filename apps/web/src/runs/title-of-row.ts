import type { StepNames } from './step-names.ts'
import type { TimelineRow } from './timeline-rows.ts'
import { titleOfRun } from './title-of-run.ts'

export function titleOfRow(row: TimelineRow, names: StepNames): string {
  switch (row.kind) {
    case 'quiet':
      return row.inner === 1 ? '1 quiet step' : `${row.inner} quiet steps`
    case 'step':
      return names.titleOf(row.at)
    case 'lane':
      return titleOfLane(row.at, names)
    case 'child':
      return row.run ? titleOfRun(row.run.detail) : ''
    case 'note':
      return row.words ?? ''
  }
}

function titleOfLane(path: string, names: StepNames): string {
  const index = /\[(\d+)\]$/.exec(path)?.[1] ?? ''
  return `${names.titleOf(path.replace(/\[\d+\]$/, ''))} · ${index}`
}
