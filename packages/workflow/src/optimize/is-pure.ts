import type { Json, Step } from '../document.ts'

/** Kinds whose value follows from their arguments alone. */
const COMPUTING: ReadonlySet<string> = new Set(['expression', 'template', 'collect'])
/** What a step may have besides: anything more, such as a guard or a handler, may decide how the run ends. */
const HARMLESS: ReadonlySet<string> = new Set(['name', 'kind', 'title', 'description', 'config', 'arguments', 'waitFor', 'mode', 'quiet'])
/** Its answer depends on more than the arguments. */
const IMPURE = /\$(now|millis|random|shuffle|context|eval)\b/

/** Whether a step computes its value from its arguments, always the same, and can do nothing else but fail. */
export function isPure(step: Step): boolean {
  if (!COMPUTING.has(step.kind) || !Object.keys(step).every((field) => HARMLESS.has(field))) return false
  if (texts(step.config ?? {}).some((text) => IMPURE.test(text))) return false
  return (step.arguments ?? []).every(({ from, transform = '' }) => !('secret' in from) && !('origin' in from) && !IMPURE.test(transform))
}

function texts(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((inner: Json) => texts(inner)) : []
}
