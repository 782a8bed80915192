import { stepLabel } from '../store/document/step-label.ts'
import { asksWhether, type WorkbenchRow } from './workbench-row.ts'

/** `each[3].charge_card` reads "Charge card (3)". */
export function leftTitle(step: string): string {
  const label = stepLabel({ name: (step.split('.').at(-1) ?? step).replaceAll(/\[\d+\]/g, '') })
  const indices = [...step.matchAll(/\[(\d+)\]/g)].map((match) => match[1])
  return indices.length > 0 ? `${label} (${indices.join(', ')})` : label
}

/** What is left, after the step's name: "is still in place". */
export function leftWords(row: Pick<WorkbenchRow, 'kind' | 'runStatus'>): string {
  if (asksWhether(row)) return 'may have happened or not; its run waits for the answer'
  return row.kind === 'in_doubt' ? 'may still be in place: whether it happened is not known' : 'is still in place: its undo failed'
}
