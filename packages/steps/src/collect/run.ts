import { runExpression } from '../expression/run.ts'
import type { RunKind } from '../run-kind.ts'

export const runCollect: RunKind = (request, services) => (request.step.config?.['expr'] === undefined ? { kind: 'ok', value: request.arguments } : runExpression(request, services))
