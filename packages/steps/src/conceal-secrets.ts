import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

const CONCEALED = '•••'
/** Shorter texts are concealed only where they stand alone: they occur by chance in too much else. */
const SHORTEST_PART = 4

/**
 * The outcome without the values of the step's secret arguments, which may neither enter the log nor be shown: they are replaced
 * wherever they stand in its value, messages and log lines. Costs nothing for a step without secrets, else the size of the outcome.
 */
export function concealSecrets(request: StepRequest, outcome: Outcome): Outcome {
  const secrets = secretsOf(request)
  return secrets.length === 0 ? outcome : mapTexts(outcome, (text) => conceal(text, secrets))
}

/** Whether the step takes a secret at all. */
export function takesSecrets({ step }: StepRequest): boolean {
  return step.arguments?.some(({ from }) => 'secret' in from) ?? false
}

function secretsOf({ step, arguments: args }: StepRequest): readonly string[] {
  const texts = (step.arguments ?? []).flatMap(({ name, from }) => ('secret' in from ? textsOf(args[name]) : []))
  // the longest first: one may be part of another
  return [...new Set(texts)].filter((text) => text !== '').sort((a, b) => b.length - a.length)
}

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

function conceal(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (rest === secret ? CONCEALED : secret.length < SHORTEST_PART ? rest : rest.replaceAll(secret, CONCEALED)), text)
}

function mapTexts<T>(value: T, change: (text: string) => string): T
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]))
}
