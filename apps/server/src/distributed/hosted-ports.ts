import type { Middleware, Ports, StepExecutor } from '@eddy/engine'

/**
 * The ports of a run whose way may be gone through again: middleware around steps (the cache of results) stands around the real executor, where
 * it is asked once, and what adapts itself to this process's load has no say.
 */
export function portsForHosting(ports: Ports): Ports {
  const { middleware = [], executor } = ports
  const around = middleware.reduceRight<StepExecutor>((inner, one) => {
    const { execute } = one
    return execute === undefined ? inner : { ...inner, execute: (request) => execute(request, () => inner.execute(request)) }
  }, executor)
  return { ...ports, executor: { execute: (request) => around.execute(request), ...(executor.openStream ? { openStream: executor.openStream.bind(executor) } : {}) }, middleware: middleware.map(beside) }
}

function beside({ name, init, event, complete, fail, halt }: Middleware): Middleware {
  return { name, ...(init ? { init } : {}), ...(event ? { event } : {}), ...(complete ? { complete } : {}), ...(fail ? { fail } : {}), ...(halt ? { halt } : {}) }
}
