import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { durationField } from '../text/duration-field.ts'

export const llmGenerateConfig = z.strictObject({
  url: z.string().min(1).meta({ title: 'URL', ui: 'template' }).describe('The address of a chat completions service, such as http://127.0.0.1:11434/v1/chat/completions.'),
  model: z.string().min(1).meta({ title: 'Model', ui: 'template' }).describe('The name that the service knows the model by.'),
  system: z.string().min(1).optional().meta({ title: 'System', ui: 'template' }).describe('What the model is told beforehand; may hold {{ expressions }} over the arguments.'),
  prompt: z.string().min(1).meta({ title: 'Prompt', ui: 'template' }).describe('What it is asked; may hold {{ expressions }} over the arguments.'),
  temperature: z.number().min(0).max(2).optional().meta({ title: 'Temperature' }).describe('From 0, the same again, to 2; the service decides when left out.'),
  maxTokens: z.int().min(1).optional().meta({ title: 'Tokens at most' }).describe('The longest answer; the service decides when left out.'),
  json: z.boolean().default(false).optional().meta({ title: 'Answer is JSON' }).describe('Asks for JSON and takes it apart; anything else fails and may be tried again.'),
  timeout: durationField().optional().meta({ title: 'Time limit' }).describe('An ISO 8601 duration for one request, such as PT60S.'),
})

export const llmGenerateContract: KindContract = {
  kind: 'llm.generate',
  title: 'Ask a language model',
  summary: 'Has a language model write something.',
  docs: [
    'Sends the prompt to a service that speaks the chat completions protocol (`{ model, messages }`), as OpenAI, Ollama, vLLM and llama.cpp do, and takes its answer. Only hosts on the allow list are reached, as for `http.request`. An argument `key`, at best a secret, is sent as bearer token.',
    '',
    'The value is `{ text, json, model, tokens: { input, output }, stopped }`; `json` is null unless JSON was asked for, and `stopped` says why the model ended, such as `stop` or `length`. It changes nothing, so there is nothing to undo; a repeated attempt is another answer.',
    '',
    'Errors: `LLM_BAD_ANSWER` when the answer is not of that protocol, has no text, or is not the JSON that was asked for (may be tried again); those of `http.request`.',
  ].join('\n'),
  icon: 'sparkles',
  group: 'action',
  keywords: ['llm', 'ai', 'model', 'prompt', 'chat', 'gpt', 'completion', 'generate', 'text'],
  config: llmGenerateConfig,
  result: {
    type: 'object',
    properties: { text: { type: 'string' }, json: {}, model: { type: 'string' }, tokens: { type: 'object', properties: { input: { type: ['integer', 'null'] }, output: { type: ['integer', 'null'] } } }, stopped: { type: ['string', 'null'] } },
    required: ['text', 'json', 'model', 'tokens', 'stopped'],
  },
  effects: [],
  idempotent: true,
  check: checkTexts('url', 'model', 'system', 'prompt'),
  examples: [
    {
      title: 'Sort a complaint',
      step: {
        name: 'topic',
        kind: 'llm.generate',
        config: { url: 'http://127.0.0.1:4410/v1/chat/completions', model: 'offline', system: 'Answer with JSON: { "topic": one of delivery, payment, other }', prompt: '{{ letter }}', json: true, temperature: 0 },
        arguments: [{ name: 'letter', from: { value: 'The parcel never came.' } }],
        retry: { max: 2 },
      },
    },
  ],
  fake: (step) => ({ text: 'rehearsed', json: step.config?.['json'] === true ? {} : null, model: 'rehearsed', tokens: { input: 0, output: 0 }, stopped: 'stop' }),
}
