import { walkSteps, type Step, type WorkflowDocument } from '@eddy/workflow'

const NETWORKED: ReadonlySet<string> = new Set(['http.request', 'http.stream', 'llm.generate'])

/** The origins that the document's steps call, sorted; null, which is last: one that depends on the run. */
export function documentHosts(document: WorkflowDocument): readonly (string | null)[] {
  const found = new Set<string | null>()
  for (const { step } of walkSteps(document)) {
    const origin = originOf(step)
    if (origin !== undefined) found.add(origin)
  }
  return [...found].sort((a, b) => Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? ''))
}

/** Where a step's request goes: an origin, null when an expression decides, undefined when it makes none. */
export function originOf({ kind, config }: Step): string | null | undefined {
  const url = config?.['url']
  if (!NETWORKED.has(kind) || typeof url !== 'string') return undefined
  // an expression before the first slash of the path decides on the host
  const [, origin] = /^([a-z][a-z0-9+.-]*:\/\/[^/{}?#]+)(?=[/?#]|$)/i.exec(url) ?? []
  return origin === undefined ? null : origin.toLowerCase()
}
