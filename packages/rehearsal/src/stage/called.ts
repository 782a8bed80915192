import type { Step } from '@eddy/workflow'

/** A handler as its card has it. */
export function called({ title, name }: Pick<Step, 'title' | 'name'>): string {
  return title ?? name
}
