import type { RunEvent, RunResult } from '@eddy/engine'

/** One line for what a person wants to follow; undefined for the rest. */
export function describeEvent(event: RunEvent): string | undefined {
  const step = event.step ?? ''
  switch (event.type) {
    case 'step.succeeded':
      return `✓ ${step}`
    case 'step.skipped':
      return `- ${step} skipped`
    case 'step.retrying':
      return `… ${step} again in ${event.data.delayMs} ms${event.data.reason ? `: ${event.data.reason.message}` : ''}`
    case 'step.failed':
      return `✗ ${step}: ${event.data.error.message}`
    case 'step.halted':
      return `‖ ${step} halted`
    case 'rollback.started':
      return '↶ rolling back'
    case 'undo.succeeded':
      return `↶ ${step} undone`
    case 'undo.failed':
      return `✗ ${step} could not be undone: ${event.data.error.message}`
    default:
      return undefined
  }
}

/** What failed, what was undone, what was not. */
export function runSentence(result: RunResult): string {
  const ms = `${result.stats.durationMs} ms`
  if (result.status === 'succeeded') return `Succeeded in ${ms}, ${count(result.stats.attempts, 'attempt')}.`
  if (result.status === 'halted') return `Halted after ${ms}. The command line keeps no state: run it on the server to resume it.`
  const what = result.status === 'cancelled' ? 'Cancelled' : `Failed${result.error?.step === undefined ? '' : ` at ${result.error.step}`}: ${result.error?.message ?? 'unknown error'}`
  const undone = result.undone.length === 0 ? 'nothing was there to undo' : `undone: ${result.undone.join(', ')}`
  const left = result.left.length === 0 ? '' : `; NOT undone: ${result.left.join(', ')}`
  return `${what}. ${undone}${left}.`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
