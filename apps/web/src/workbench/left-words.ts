import { stepLabel } from '../store/document/step-label.ts'
import { asksWhether, type WorkbenchRow } from './workbench-row.ts'

/** What a person calls it: `each[3].charge_card` reads "Charge card (3)", unless it has a title. */
export function leftTitle({ step, title }: Pick<WorkbenchRow, 'step' | 'title'>): string {
  const label = title ?? stepLabel({ name: nameOf(step) })
  const indices = [...step.matchAll(/\[(\d+)\]/g)].map((match) => match[1])
  return indices.length > 0 ? `${label} (${indices.join(', ')})` : label
}

/** The path, where its name does not tell what the title does. */
export function leftName({ step, title }: Pick<WorkbenchRow, 'step' | 'title'>): string | undefined {
  return title === null || title === stepLabel({ name: nameOf(step) }) ? undefined : step
}

function nameOf(step: string): string {
  return (step.split('.').at(-1) ?? step).replaceAll(/\[\d+\]/g, '')
}

/** What is left, after the step's name: "is still in place". */
export function leftWords(row: Pick<WorkbenchRow, 'kind' | 'runStatus'>): string {
  if (asksWhether(row)) return 'may have happened or not; its run waits for the answer'
  return row.kind === 'in_doubt' ? 'may still be in place: whether it happened is not known' : 'is still in place: its undo failed'
}
