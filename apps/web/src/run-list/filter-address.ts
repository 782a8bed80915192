import type { RunStatus } from '@eddy/engine'
import { wordOfRun } from '../ui/run-status.ts'
import type { RunFilter } from './run-types.ts'

type InputCondition = NonNullable<RunFilter['input']>[number]

const inAddress = { workflowId: 'workflow', environment: 'environment', since: 'since', until: 'until', error: 'error', fingerprint: 'failure' } as const
const numbers = { withinMs: 'within', minMs: 'min', maxMs: 'max' } as const

/** The filter that an address names: what stands after the `?`. What it does not understand is left out. */
export function filterOf(search: string): RunFilter {
  const params = new URLSearchParams(search)
  const input = params.getAll('input').map(inputOf).filter((one) => one !== undefined)
  const status = (params.get('status') ?? '').split(',').filter(isStatus)
  return {
    ...texts(params),
    ...amounts(params),
    ...versionOf(params.get('version')),
    ...(status.length > 0 && { status }),
    ...(input.length > 0 && { input }),
    ...(params.get('left') === 'yes' && { left: true }),
    ...(params.get('stuck') === 'yes' && { stuck: true }),
    ...(params.get('canary') === 'yes' && { canary: true }),
  }
}

/** The address of the runs page with a filter. */
export function addressOf(filter: RunFilter): string {
  const params = new URLSearchParams(said(filter))
  const search = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return search === '' ? '/runs' : `/runs?${search}`
}

function said(filter: RunFilter): string[][] {
  const { status = [], version, left, stuck, canary, input = [] } = filter
  const fields = { ...inAddress, ...numbers }
  return [
    ...(Object.keys(fields) as (keyof typeof fields)[]).flatMap((field) => (filter[field] ? [[fields[field], String(filter[field])]] : [])),
    ...(status.length > 0 ? [['status', status.join(',')]] : []),
    ...(version === undefined ? [] : [['version', version === null ? 'draft' : String(version)]]),
    ...input.map(({ path, equals }) => ['input', `${path.join('.')}:${JSON.stringify(equals)}`]),
    ...(left ? [['left', 'yes']] : []),
    ...(stuck ? [['stuck', 'yes']] : []),
    ...(canary ? [['canary', 'yes']] : []),
  ]
}

/** Two filters find the same. */
export function sameFilter(one: RunFilter, other: RunFilter): boolean {
  return addressOf(one) === addressOf(other)
}

function texts(params: URLSearchParams): RunFilter {
  return Object.fromEntries(Object.entries(inAddress).flatMap(([field, name]) => {
    const value = params.get(name)
    const isTime = field === 'since' || field === 'until'
    return value === null || value === '' || (isTime && Number.isNaN(Date.parse(value))) ? [] : [[field, value]]
  }))
}

function amounts(params: URLSearchParams): RunFilter {
  return Object.fromEntries(Object.entries(numbers).flatMap(([field, name]) => {
    const value = Number(params.get(name) ?? Number.NaN)
    return Number.isInteger(value) && value > 0 ? [[field, value]] : []
  }))
}

function versionOf(text: string | null): RunFilter {
  if (text === 'draft') return { version: null }
  return text !== null && /^[1-9]\d*$/.test(text) ? { version: Number(text) } : {}
}

function inputOf(text: string): InputCondition | undefined {
  const at = text.indexOf(':')
  return at < 1 ? undefined : conditionOf(text.slice(0, at), text.slice(at + 1))
}

/** `customer.country` and `NO`: what is no JSON is meant as text. */
export function conditionOf(path: string, value: string): InputCondition | undefined {
  const parts = path.split('.').map((part) => part.trim())
  if (parts.some((part) => part === '') || parts.length > 8) return undefined
  try {
    return { path: parts, equals: JSON.parse(value) }
  } catch {
    return { path: parts, equals: value }
  }
}

function isStatus(text: string): text is RunStatus {
  return Object.hasOwn(wordOfRun, text)
}
