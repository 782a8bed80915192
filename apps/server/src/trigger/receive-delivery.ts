import type { Json } from '@eddy/workflow'
import type { Trigger } from '../db/index.ts'
import { newId } from '../new-id.ts'
import type { NewRun } from '../run/new-run.ts'
import type { NewFiring } from './claim-firings.ts'
import { awaitEnd, listenForEnds } from './await-end.ts'
import type { Arrived } from './firing-intake.ts'
import type { KnownWebhook } from './known-webhooks.ts'
import { settleFiring, type SettledFiring } from './settle-firing.ts'
import { METHODS, type WebhookConfig } from './trigger-config.ts'
import type { TriggerHost } from './trigger-host.ts'
import type { TriggerRecord } from './trigger-record.ts'
import { parseBody } from './webhook-body.ts'
import { verifySignature } from './webhook-signature.ts'
import type { Answer } from './webhook-answer.ts'

/** A request to a webhook. */
export interface Delivery {
  readonly method: string
  readonly path: string
  readonly query: { readonly [name: string]: Json }
  readonly header: (name: string) => string | undefined
  /** The names of those that came. */
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** Never shown to expressions, which end up in logs. */
const PRIVATE = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key'])

/** The sender has done nothing wrong. Many take 4xx for their own fault, and send it never again. */
export const AGAIN_LATER = { status: 503, headers: { 'retry-after': '60' } }

/** As JSON has it; columns of JSON take everything else. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/

/** What many deliveries go by may change while one is on its way; more than so often, they are taken by what was found last. */
const MOST_LOOKS = 3

/** Takes a request to a webhook, and answers what came of it. */
export async function receiveDelivery(host: TriggerHost, delivery: Delivery): Promise<Answer> {
  const { webhooks } = host
  const route = `${delivery.method} /${delivery.path}`
  const remembered = webhooks.remembered(route)
  const answer = remembered && (await answerBy(host, delivery, { route, known: remembered, remembered: true }))
  if (answer && answer !== 'changed') return answer
  webhooks.forget(route)
  for (let looks = 1; ; looks++) {
    const known = await webhooks.look(route)
    if (!known) return nobody(await host.options.db.prisma.trigger.findFirst({ where: { route: { in: METHODS.map((method) => `${method} /${delivery.path}`) } }, select: { route: true } }), delivery)
    const answer = await answerBy(host, delivery, { route, known, remembered: false, loose: looks === MOST_LOOKS })
    if (answer !== 'changed') return answer
  }
}

interface Knowing {
  readonly route: string
  readonly known: KnownWebhook
  /** It was looked up for an earlier delivery. */
  readonly remembered: boolean
  /** It may have changed meanwhile. */
  readonly loose?: boolean
}

/** `changed`: it is not to be answered by this. Only what is taken goes by what is remembered. */
async function answerBy(host: TriggerHost, delivery: Delivery, knowing: Knowing): Promise<Answer | 'changed'> {
  const { known: { trigger }, remembered } = knowing
  if (!trigger.enabled) return { ...AGAIN_LATER, body: { error: 'This webhook is paused. Send it again later.' } }
  // routes are of webhooks only
  const { config } = trigger
  if (config.kind !== 'webhook') return nobody(null, delivery)
  const verdict = await signed(host, config, delivery)
  if (verdict.ok) return take(host, { trigger, config, delivery, proof: verdict.proof }, knowing)
  if (remembered) return 'changed'
  // counted and not written down one by one: strangers must not fill the database
  await host.options.db.prisma.trigger.updateMany({ where: { id: trigger.id }, data: { rejected: { increment: 1 }, rejectedAt: new Date(host.now()) } })
  host.changed({ triggerId: trigger.id })
  return verdict.isOurs ? { ...AGAIN_LATER, body: { error: verdict.reason } } : { status: 401, body: { error: verdict.reason } }
}

function nobody(other: Pick<Trigger, 'route'> | null, { path }: Delivery): Answer {
  const allow = other?.route?.split(' ')[0]
  return allow === undefined ? { status: 404, body: { error: `No webhook answers at /hooks/${path}.` } } : { status: 405, body: { error: `The webhook at /hooks/${path} takes ${allow}.` }, headers: { allow } }
}

/** `isOurs`: the sender has done nothing wrong, and should send it again. */
async function signed(host: TriggerHost, { signature }: WebhookConfig, { header, body }: Delivery): Promise<ReturnType<typeof verifySignature> & { readonly isOurs?: true }> {
  if (signature === null) return { ok: true, proof: null }
  const secret = await Promise.resolve(host.options.secrets?.get(signature.secret)).catch(() => undefined)
  if (typeof secret !== 'string') return { ok: false, reason: `The secret "${signature.secret}", which requests to this webhook are signed with, is not there, or cannot be read.`, isOurs: true }
  return verifySignature(signature, { header, body, secret, now: host.now() })
}

interface Taking {
  readonly trigger: TriggerRecord
  readonly config: WebhookConfig
  readonly delivery: Delivery
  readonly proof: string | null
}

async function take(host: TriggerHost, taking: Taking, knowing: Knowing): Promise<Answer | 'changed'> {
  const { trigger, config } = taking
  const ends = config.reply.mode === 'at_end' ? listenForEnds(host.options.runs.store) : undefined
  try {
    const settled = await settle(host, { trigger, firing: firingOf(taking, new Date(host.now())) }, knowing)
    if (settled === 'changed') return settled
    if (!settled) return { status: 404, body: { error: 'The webhook was removed meanwhile.' } }
    if (settled.runId === null || config.reply.mode !== 'at_end' || !ends) return answerOf(settled)
    return await awaitEnd(host, { runId: settled.runId, withinMs: config.reply.withinMs, ends })
  } finally {
    ends?.close()
  }
}

function firingOf({ config, delivery, proof }: Taking, at: Date): NewFiring {
  const given = delivery.header(config.deliveryHeader)?.trim().slice(0, 200)
  const key = `delivery/${given ? given : newId()}`
  const parsed = parseBody(delivery.header('content-type'), delivery.body)
  const event = { body: parsed.value, query: delivery.query, headers: shownHeaders(config, delivery), method: delivery.method, at: at.toISOString() }
  if (NUL.test(JSON.stringify(event))) return { key, event: { body: null, query: {}, headers: {}, method: delivery.method, at: at.toISOString() }, state: 'refused', reason: 'The request has a character (U+0000) that cannot be stored.' }
  return {
    key,
    event,
    fresh: !given && proof === null,
    ...(proof === null ? {} : { proof }),
    ...(parsed.fault === undefined ? {} : { state: 'refused' as const, reason: parsed.fault }),
  }
}

function shownHeaders({ signature }: WebhookConfig, { headers, header }: Delivery): { readonly [name: string]: Json } {
  const hidden = new Set([...PRIVATE, signature?.header.toLowerCase()])
  return Object.fromEntries(headers.filter((name) => !hidden.has(name)).map((name) => [name, header(name) ?? '']))
}

/** What the delivery has come to: it itself, or the same one sent before. */
async function settle(host: TriggerHost, arrived: Arrived, { route, known, loose }: Knowing): Promise<SettledFiring | null | 'changed'> {
  const taken = await host.intake.take({ ...arrived, known: loose ? undefined : known })
  if (taken === 'changed') return taken
  if (taken?.next && isAllStamped(taken.next, arrived.trigger)) host.webhooks.remember(route, known)
  return settleFiring(host, arrived, taken)
}

/** A version by its number may be retired at a time, and what is composed is other workflows' own. */
function isAllStamped({ definition }: NewRun, { runs }: TriggerRecord): boolean {
  return !('number' in runs) && Object.keys(definition.composed).length === 0
}

function answerOf({ id, state, runId, reason, problems, transient }: SettledFiring): Answer {
  switch (state) {
    case 'started':
      return { status: 202, body: { firing: id, runId }, headers: { location: `/runs/${runId}` } }
    case 'refused':
      return { ...(transient ? AGAIN_LATER : { status: 422 }), body: { firing: id, error: reason, problems: problems ?? [] } }
    case 'skipped':
      return { status: 200, body: { firing: id, runId: null, skipped: reason } }
    default:
      return { status: 202, body: { firing: id, runId: null, waiting: reason ?? 'It is started as soon as that is possible.' } }
  }
}
