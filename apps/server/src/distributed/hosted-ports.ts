import type { Middleware, Ports, StepExecutor } from '@eddy/engine'

/**
 * The ports of a run whose way may be gone through again: middleware around steps (the cache of results) stands around the real executor, where
 * it is asked once, and what adapts itself to this process's load has no say.
 */
export function portsForHosting(ports: Ports): Ports {
  const { middleware = [], executor } = ports
  const around = middleware.reduceRight<StepExecutor['execute']>((inner, one) => (request) => (one.execute === undefined ? inner(request) : one.execute(request, () => inner(request))), (request) => executor.execute(request))
  return { ...ports, executor: { execute: around, ...(executor.openStream ? { openStream: executor.openStream.bind(executor) } : {}) }, middleware: middleware.map(beside) }
}

const ELSEWHERE: ReadonlySet<string> = new Set(['execute', 'limit'])

function beside(one: Middleware): Middleware {
  return { name: one.name, ...Object.fromEntries(Object.entries(one).filter(([hook]) => !ELSEWHERE.has(hook))) }
}
