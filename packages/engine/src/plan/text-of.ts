import type { Json } from '@eddy/workflow'

/** A config value that has to be a text; anything else is the empty one, which the validation has refused. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
