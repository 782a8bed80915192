import type { KindContract } from './catalog.ts'
import type { Step } from './document.ts'

/** Whether the steps inside `step` can take the source `{ element: <its name> }`: what goes through elements or rounds, and what makes something of its arguments first. */
export function givesElement({ iterates }: Pick<KindContract, 'iterates'>, { config }: Pick<Step, 'config'>): boolean {
  return iterates === 'once' ? config?.['before'] !== undefined : Boolean(iterates)
}
