import type { Argument, Step } from './document.ts'
import { sameJson } from './three-way/same-json.ts'

/**
 * Whether a handler does once more what its step does: the same kind with the same settings, given nothing of its own. Reserving twice is no way
 * to cancel. Asked of steps with effects only.
 */
export function repeatsEffect(step: Step, handler: Step): boolean {
  const { kind, config } = step
  if (config === undefined || Object.keys(config).length === 0 || handler.kind !== kind || !sameJson(handler.config, config)) return false
  const given = new Map((step.arguments ?? []).map((argument) => [argument.name, argument]))
  return (handler.arguments ?? []).every((argument) => saysNothing(argument, given.get(argument.name)))
}

/** What the step is given too, or what every undo is given, which the settings of the step cannot read. */
function saysNothing({ from, path, transform }: Argument, same: Argument | undefined): boolean {
  if (same) return sameJson([from, path, transform], [same.from, same.path, same.transform])
  return 'origin' in from && path === undefined && transform === undefined
}
