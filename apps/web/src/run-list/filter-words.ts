import { durationWords } from '../ui/time-words.ts'
import type { RunFilter } from './run-types.ts'

export interface FilterPart {
  readonly text: string
  /** The filter without it. */
  readonly without: RunFilter
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** The conditions that have no field of their own in the bar. */
export function filterParts(filter: RunFilter): readonly FilterPart[] {
  const { version, environment, canary, since, until, fingerprint, minMs, maxMs, input = [] } = filter
  return [
    ...part(filter, 'version', version === undefined ? undefined : version === null ? 'Drafts' : `Version ${version}`),
    ...part(filter, 'environment', environment && `In ${environment}`),
    ...part(filter, 'canary', canary && 'Canaries'),
    ...part(filter, 'since', since && `From ${moment.format(new Date(since))}`),
    ...part(filter, 'until', until && `Before ${moment.format(new Date(until))}`),
    ...part(filter, 'fingerprint', fingerprint && 'Same failure'),
    ...part(filter, 'minMs', minMs === undefined ? undefined : `Took at least ${durationWords(minMs)}`),
    ...part(filter, 'maxMs', maxMs === undefined ? undefined : `Took at most ${durationWords(maxMs)}`),
    ...flags(filter),
    ...input.map((condition) => ({ text: `${condition.path.join('.')} is ${JSON.stringify(condition.equals)}`, without: { ...filter, input: input.filter((one) => one !== condition) } })),
  ]
}

function flags(filter: RunFilter): readonly FilterPart[] {
  return [...part(filter, 'left', filter.left && 'Left something in place'), ...part(filter, 'stuck', filter.stuck && 'Stands still')]
}

function part(filter: RunFilter, field: keyof RunFilter, text: string | false | undefined): readonly FilterPart[] {
  return text ? [{ text, without: without(filter, field) }] : []
}

/** The filter less one condition. */
export function without(filter: RunFilter, ...fields: readonly (keyof RunFilter)[]): RunFilter {
  return Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.includes(field as keyof RunFilter)))
}
