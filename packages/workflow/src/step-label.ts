import type { Step } from './document.ts'

/** What a person calls a step: its title, or its name in words. */
export function stepLabel(step: Pick<Step, 'name' | 'title'>): string {
  if (step.title) return step.title
  const words = step.name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
