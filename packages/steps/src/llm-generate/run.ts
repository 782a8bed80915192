import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { z } from 'zod'
import { httpFailure } from '../http-request/http-failure.ts'
import { runHttpRequest } from '../http-request/run.ts'
import { outsideJson } from '../outside-json.ts'
import type { RunKind } from '../run-kind.ts'
import { llmGenerateConfig } from './contract.ts'

type Config = z.infer<typeof llmGenerateConfig>

/** As much of an answer as is used. */
const answerSchema = z.object({
  model: z.string().optional(),
  choices: z.array(z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() })).min(1),
  usage: z.object({ prompt_tokens: z.int().nullish(), completion_tokens: z.int().nullish() }).nullish(),
})

/** One HTTP request, with all that those have: allowed hosts, time limit, retries that the service asks for, traces. */
export const runLlmGenerate: RunKind = async (request, services) => {
  const read = llmGenerateConfig.safeParse(request.step.config ?? {})
  if (!read.success) return httpFailure('INVALID_CONFIG', `the configuration of the question is not valid: ${z.prettifyError(read.error)}`, { retryable: false })
  const config = asRequest(read.data, 'key' in request.arguments)
  const outcome = await runHttpRequest(withConfig(request, config), services)
  return outcome.kind === 'ok' ? answerOf(outcome.value, read.data) : outcome
}

/** Field by field: a request makes most of them when they are asked for. */
function withConfig({ runId, path, step, purpose, arguments: args, context, idempotencyKey, signal }: StepRequest, config: NonNullable<Step['config']>): StepRequest {
  // as a check it would be read as one
  return { runId, path, step: { ...step, config }, purpose: purpose === 'check' ? 'run' : purpose, arguments: args, context, idempotencyKey, signal }
}

function asRequest({ url, model, system, prompt, temperature, maxTokens, json, timeout }: Config, hasKey: boolean): { readonly [name: string]: Json } {
  const body = {
    model,
    messages: [...(system === undefined ? [] : [{ role: 'system', content: asText(system) }]), { role: 'user', content: asText(prompt) }],
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(json ? { response_format: { type: 'json_object' } } : {}),
  }
  return { method: 'POST', url, body, responseType: 'json', ...(hasKey ? { headers: { authorization: 'Bearer {{ key }}' } } : {}), ...(timeout === undefined ? {} : { timeout }) }
}

/** A text that is a single expression keeps the type of its value in a body; a prompt is always a text. */
function asText(template: string): string {
  const single = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(template)?.[1]
  return single === undefined || single.includes('{{') ? template : `{{ $string(${single}) }}`
}

function answerOf(value: Json, { model, json }: Config): Outcome {
  const body = typeof value === 'object' && value !== null && 'body' in value ? value.body : null
  const read = answerSchema.safeParse(body)
  const [choice] = read.success ? read.data.choices : []
  if (!read.success || choice === undefined) return httpFailure('LLM_BAD_ANSWER', 'the service answered nothing that is a chat completion with a text; is the URL that of its chat completions?', { retryable: true })
  const text = choice.message.content
  const parsed = json ? parsedJson(text) : null
  if (parsed === undefined) return httpFailure('LLM_BAD_ANSWER', `the model was asked for JSON and wrote: ${text.slice(0, 200)}`, { retryable: true })
  return { kind: 'ok', value: { text, json: parsed, model: read.data.model ?? model, tokens: tokensOf(read.data), stopped: choice.finish_reason ?? null } }
}

function tokensOf({ usage }: z.infer<typeof answerSchema>): Json {
  return { input: usage?.prompt_tokens ?? null, output: usage?.completion_tokens ?? null }
}

/** Models like to put a fence around their JSON. */
function parsedJson(text: string): Json | undefined {
  try {
    return outsideJson(/^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)?.[1] ?? text)
  } catch {
    return undefined
  }
}
