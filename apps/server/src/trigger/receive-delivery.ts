import type { Json } from '@eddy/workflow'
import type { Trigger, TriggerFiring } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { LEASE_MS, type NewFiring } from './claim-firings.ts'
import { awaitEnd, listenForEnds } from './await-end.ts'
import type { WebhookConfig } from './trigger-config.ts'
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

/** As JSON has it; columns of JSON take everything else. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/

/** Takes a request to a webhook, and answers what came of it. */
export async function receiveDelivery(host: TriggerHost, delivery: Delivery): Promise<Answer> {
  const { prisma } = host.options.db
  const { method, path } = delivery
  const trigger = await host.routes.ask(`${method} /${path}`)
  if (!trigger) return nobody(await prisma.trigger.findFirst({ where: { route: { endsWith: ` /${path}` } }, select: { route: true } }), delivery)
  if (!trigger.enabled) return { status: 503, body: { error: 'This webhook is paused. Send it again later.' }, headers: { 'retry-after': '60' } }
  // routes are of webhooks only
  const { config } = trigger
  if (config.kind !== 'webhook') return nobody(null, delivery)
  const verdict = await signed(host, config, delivery)
  if (!verdict.ok) {
    // counted and not written down one by one: strangers must not fill the database
    await prisma.trigger.updateMany({ where: { id: trigger.id }, data: { rejected: { increment: 1 }, rejectedAt: new Date(host.now()) } })
    host.changed({ triggerId: trigger.id })
    return { status: 401, body: { error: verdict.reason } }
  }
  return take(host, { trigger, config, delivery, proof: verdict.proof })
}

function nobody(other: Pick<Trigger, 'route'> | null, { path }: Delivery): Answer {
  const allow = other?.route?.split(' ')[0]
  return allow === undefined ? { status: 404, body: { error: `No webhook answers at /hooks/${path}.` } } : { status: 405, body: { error: `The webhook at /hooks/${path} takes ${allow}.` }, headers: { allow } }
}

async function signed(host: TriggerHost, { signature }: WebhookConfig, { header, body }: Delivery): Promise<ReturnType<typeof verifySignature>> {
  if (signature === null) return { ok: true, proof: null }
  const secret = await Promise.resolve(host.options.secrets?.get(signature.secret)).catch(() => undefined)
  if (typeof secret !== 'string') return { ok: false, reason: `The secret "${signature.secret}", which requests to this webhook are signed with, is not there, or cannot be read.` }
  return verifySignature(signature, { header, body, secret, now: host.now() })
}

interface Taking {
  readonly trigger: TriggerRecord
  readonly config: WebhookConfig
  readonly delivery: Delivery
  readonly proof: string | null
}

async function take(host: TriggerHost, taking: Taking): Promise<Answer> {
  const { trigger, config } = taking
  const ends = config.reply.mode === 'at_end' ? listenForEnds(host.options.runs.store) : undefined
  try {
    const settled = await settle(host, trigger, firingOf(taking, new Date(host.now())))
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
    ...(proof === null ? {} : { proof }),
    ...(parsed.fault === undefined ? {} : { state: 'refused' as const, reason: parsed.fault }),
  }
}

function shownHeaders({ signature }: WebhookConfig, { headers, header }: Delivery): { readonly [name: string]: Json } {
  const hidden = new Set([...PRIVATE, signature?.header.toLowerCase()])
  return Object.fromEntries(headers.filter((name) => !hidden.has(name)).map((name) => [name, header(name) ?? '']))
}

type Settled = Pick<TriggerFiring, 'id' | 'runId' | 'reason'> & { readonly state: string; readonly problems: unknown }

/** What the delivery has come to: it itself, or the same one sent before. One that was refused is tried again, since its fault may be gone. */
async function settle(host: TriggerHost, trigger: TriggerRecord, firing: NewFiring): Promise<Settled | null> {
  const { db } = host.options
  const now = new Date(host.now())
  const taken = await host.intake.take(trigger, firing)
  if (taken) return taken.state === 'claimed' ? host.desk.start(taken.id, true) : taken
  const triggerId = trigger.id
  const { key, proof, event } = firing
  const known = await db.prisma.triggerFiring.findFirst({ where: { triggerId, OR: [{ key }, ...(proof === undefined ? [] : [{ proof }])] } })
  if (known?.key !== key || known.state !== 'refused' || firing.state === 'refused') return known
  await db.prisma.triggerFiring.updateMany({ where: { id: known.id, state: 'refused' }, data: { state: 'claimed', event: event as object, leaseUntil: new Date(now.getTime() + LEASE_MS), reason: null, problems: [], ...(proof === undefined ? {} : { proof }) } })
  return host.desk.start(known.id)
}

function answerOf({ id, state, runId, reason, problems }: Settled): Answer {
  switch (state) {
    case 'started':
      return { status: 202, body: { firing: id, runId }, headers: { location: `/runs/${runId}` } }
    case 'refused':
      return { status: 422, body: { firing: id, error: reason, problems: problems ?? [] } }
    case 'skipped':
      return { status: 200, body: { firing: id, runId: null, skipped: reason } }
    default:
      return { status: 202, body: { firing: id, runId: null, waiting: reason ?? 'It is started as soon as that is possible.' } }
  }
}
