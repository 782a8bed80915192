import { Refusal } from '../refusal.ts'

export interface FilterOptions {
  readonly workflow?: string
  readonly status: readonly string[]
  readonly failed: boolean
  readonly version?: string
  readonly environment?: string
  readonly canary: boolean
  readonly since?: string
  readonly until?: string
  readonly error?: string
  readonly input: readonly string[]
  readonly minMs?: string
  readonly maxMs?: string
  readonly left: boolean
}

const FAILED = ['failed', 'rolled_back', 'rollback_incomplete']

/** The options as `run.list` takes them. */
export function filterOf(options: FilterOptions, workflowId: string | undefined): object {
  const { environment, error, canary, left, input } = options
  const status = options.failed ? FAILED : options.status
  return {
    ...(workflowId !== undefined && { workflowId }),
    ...(status.length > 0 && { status }),
    ...(options.version !== undefined && { version: options.version === 'draft' ? null : number(options.version, '--version') }),
    ...(environment !== undefined && { environment }),
    ...(canary && { canary }),
    ...(error !== undefined && { error }),
    ...(left && { left }),
    ...(input.length > 0 && { input: input.map(inputValue) }),
    ...between(options),
  }
}

function between({ since, until, minMs, maxMs }: FilterOptions): object {
  return {
    ...(since !== undefined && { since: moment(since, '--since') }),
    ...(until !== undefined && { until: moment(until, '--until') }),
    ...(minMs !== undefined && { minMs: number(minMs, '--min-ms') }),
    ...(maxMs !== undefined && { maxMs: number(maxMs, '--max-ms') }),
  }
}

const AGO = /^(\d+)(m|h|d)$/
const LENGTH_MS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A date and time, or so long ago: 30m, 12h, 7d. */
function moment(text: string, option: string): string {
  const [, count, unit = ''] = AGO.exec(text) ?? []
  const at = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (LENGTH_MS[unit] ?? 0)
  if (Number.isNaN(at)) throw new Refusal(`${option}: "${text}" is no date and time, and no length of time such as 30m, 12h or 7d`)
  return new Date(at).toISOString()
}

function number(text: string, option: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new Refusal(`${option}: "${text}" is no number`)
  return value
}

/** `order.id=7`: the value as JSON, or as text where it is none. */
function inputValue(text: string): object {
  const at = text.indexOf('=')
  if (at < 1) throw new Refusal(`--input: "${text}" is no PATH=VALUE, such as order.id=7`)
  return { path: text.slice(0, at).split('.'), equals: jsonOr(text.slice(at + 1)) }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
