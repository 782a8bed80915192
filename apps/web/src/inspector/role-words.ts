import type { HandlerUse } from './known-data.ts'

export type HandlerRole = HandlerUse['role']

/** What a handler of each role is for and what it is given, for whoever writes one. */
export const roleWords: { readonly [role in HandlerRole]: { readonly title: string; readonly none: string; readonly about: string; readonly reaches: readonly string[] } } = {
  undo: {
    title: 'To undo it',
    none: 'nobody',
    about: 'Runs in a rollback, if this step has succeeded. It can take the value of the step, its arguments as they were, results of other steps, inputs and secrets. A plain return means that it is undone; what fails is tried again by its own retry, then left in place for a person.',
    reaches: ['value', 'arguments', 'context'],
  },
  compensate: {
    title: 'When it fails, ask',
    none: 'nobody',
    about: 'Runs when an attempt has failed and no rule above decides. It can take the error, the arguments of the step, results of other steps, inputs and secrets. It answers with eddy.retry, with eddy.continueWith(value), which makes the step succeed, or with eddy.fail.',
    reaches: ['error', 'arguments', 'context'],
  },
  check: {
    title: 'When in doubt, ask',
    none: 'nobody',
    about: 'Asked when nobody knows whether an attempt took effect: the process died, or the time limit struck. It can take the arguments of the step, results of other steps, inputs and secrets. It answers { happened: true, value }, { happened: false } or "unknown".',
    reaches: ['arguments', 'context'],
  },
}
