/** Workflows, inputs, steps, handlers and arguments are all named alike. */
export const NAME_PATTERN = /^[a-z][a-z0-9_]{0,63}$/

export function isName(text: string): boolean {
  return NAME_PATTERN.test(text)
}
