import { conditionOf } from './filter-address.ts'
import { without } from './filter-words.ts'
import type { RunFilter } from './run-types.ts'

/** The rarer conditions as they are typed in. */
export interface FilterDraft {
  readonly version: string
  readonly environment: string
  readonly canary: string
  readonly since: string
  readonly until: string
  readonly min: string
  readonly max: string
  readonly path: string
  readonly equals: string
  readonly left: boolean
  readonly stuck: boolean
}

export function draftOf({ version, environment = '', canary = false, since, until, minMs, maxMs, left = false, stuck = false }: RunFilter): FilterDraft {
  return {
    environment, left, stuck, path: '', equals: '',
    version: version === undefined ? '' : (version ?? 'draft').toString(),
    canary: canary ? 'yes' : '',
    since: localOf(since), until: localOf(until),
    min: secondsOf(minMs), max: secondsOf(maxMs),
  }
}

const VERSION = /^(v(ersion)? ?)?([1-9]\d*)$/i

/** What is wrong with what was typed in, in a sentence; undefined: nothing. */
export function problemOf(filter: RunFilter, draft: FilterDraft): string | undefined {
  const hasPath = draft.path.trim() !== ''
  const checks: readonly (readonly [boolean, string])[] = [
    [!['', 'draft'].includes(draft.version.trim()) && !VERSION.test(draft.version.trim()), 'A version is a number such as 3, or “draft”.'],
    [[draft.min, draft.max].some((text) => Number.isNaN(millisecondsOf(text))), 'A duration is a number of seconds, such as 0.5.'],
    [hasPath && conditionOf(draft.path, draft.equals) === undefined, 'A path is names with dots between them, such as customer.country.'],
    [hasPath && (filter.input?.length ?? 0) >= 5, 'At most five values of the input can be asked for; remove one first.'],
  ]
  return checks.find(([wrong]) => wrong)?.[1]
}

/** The filter with what was typed in, which has no problem. */
export function withDraft(filter: RunFilter, draft: FilterDraft): RunFilter {
  const times = { ...momentOf('since', draft.since), ...momentOf('until', draft.until) }
  const rest = without(filter, 'version', 'environment', 'canary', 'since', 'until', 'minMs', 'maxMs', 'left', 'stuck')
  const condition = conditionOf(draft.path, draft.equals)
  return {
    // a window up to now and fixed ends are not meant together
    ...(Object.keys(times).length > 0 ? without(rest, 'withinMs') : rest),
    ...times,
    ...versionOf(draft.version.trim()),
    ...(draft.environment !== '' && { environment: draft.environment }),
    ...(draft.canary !== '' && { canary: true }),
    ...durations(draft),
    ...(draft.left && { left: true }),
    ...(draft.stuck && { stuck: true }),
    ...(condition && { input: [...(filter.input ?? []), condition] }),
  }
}

function versionOf(text: string): RunFilter {
  const number = VERSION.exec(text)?.[3]
  return text === '' ? {} : { version: number === undefined ? null : Number(number) }
}

function durations({ min, max }: FilterDraft): RunFilter {
  const [minMs, maxMs] = [millisecondsOf(min), millisecondsOf(max)]
  return { ...(minMs !== undefined && { minMs }), ...(maxMs !== undefined && { maxMs }) }
}

function momentOf(field: 'since' | 'until', local: string): RunFilter {
  return local === '' ? {} : { [field]: new Date(local).toISOString() }
}

function millisecondsOf(seconds: string): number | undefined {
  if (seconds.trim() === '') return undefined
  const value = Math.round(Number(seconds.replace(',', '.')) * 1000)
  return value > 0 ? value : Number.NaN
}

/** As the browser's field for dates has it: local, to the minute. */
function localOf(iso: string | undefined): string {
  if (iso === undefined) return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function secondsOf(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : String(milliseconds / 1000)
}
