import type { Middleware } from '../../port/middleware.ts'
import type { ScriptedMiddleware } from './conformance-case.ts'

/** Middleware of a case. */
export function scriptedMiddlewares(list: readonly ScriptedMiddleware[]): readonly Middleware[] {
  return list.map(scripted)
}

function scripted(script: ScriptedMiddleware): Middleware {
  const { name, refuse, complete, answer, limit, throws } = script
  const broken = () => {
    throw new Error(`the hook of ${name} is broken`)
  }
  return {
    name,
    ...(refuse === undefined ? {} : { init: () => ({ refuse: { code: refuse, message: `refused by ${name}` } }) }),
    ...(limit === undefined ? {} : { limit: () => limit }),
    ...(answer === undefined ? {} : { execute: (request, next) => (request.step.name in answer ? { kind: 'ok', value: answer[request.step.name] ?? null } : next()) }),
    ...(complete === undefined ? {} : { complete: (value) => (throws === 'complete' ? broken() : [value, complete]) }),
    ...(throws === 'event' ? { event: broken } : {}),
  }
}
