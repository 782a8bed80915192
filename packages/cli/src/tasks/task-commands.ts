import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { jsonOf } from '../runs/json-of.ts'
import type { ServerOptions } from '../runs/list-runs.ts'
import { table } from '../runs/run-rows.ts'
import { asList, asObject, asText, openServer } from '../runs/server.ts'

export interface ListOptions extends ServerOptions {
  readonly queue?: string
  readonly status?: string
  readonly run?: string
}

export interface ClaimOptions extends ServerOptions {
  readonly queue: readonly string[]
  readonly worker: string
  readonly wait: string
}

export interface HeldOptions extends ServerOptions {
  readonly fence: string
}

export interface FailOptions extends HeldOptions {
  readonly message: string
  readonly code?: string
  readonly final: boolean
}

export async function listTasks({ server: given, json, queue, status, run }: ListOptions, output: Output): Promise<number> {
  const page = asObject(await openServer(given).query('task.list', { limit: 200, ...(queue === undefined ? {} : { queue }), ...(status === undefined ? {} : { status }), ...(run === undefined ? {} : { runId: run }) }))
  const tasks = asList(page?.['items'])
  output.out(json ? JSON.stringify(tasks) : tasks.length === 0 ? 'There is no task.' : table([['TASK', 'QUEUE', 'STATUS', 'WORKER', 'OFFERED', 'WORKFLOW', 'STEP'], ...tasks.map(line)]))
  return EXIT.succeeded
}

function line(row: unknown): readonly string[] {
  const task = asObject(row) ?? {}
  return [asText(task['taskId']), asText(task['queue']), asText(task['status']), asText(task['worker']) || '-', asText(task['offeredAt']), asText(task['workflow']), asText(task['step'])]
}

/** Ends with 1 when there is none, for loops in a shell. */
export async function claimTask({ server: given, json, queue, worker, wait }: ClaimOptions, output: Output): Promise<number> {
  const waitSeconds = numberOf(wait, '--wait')
  const task = asObject(asObject(await openServer(given).mutate('task.claim', { queues: queue, worker, waitSeconds }))?.['task'])
  if (!task) {
    if (json) output.out('null')
    else output.err(`No task is offered on ${queue.join(', ')}.`)
    return EXIT.rolledBack
  }
  output.out(json ? JSON.stringify(task) : [`Task ${asText(task['taskId'])} of ${asText(task['queue'])} is yours until ${asText(task['leaseUntil'])}; fence ${String(task['fence'])}.`, JSON.stringify(task['payload'])].join('\n'))
  return EXIT.succeeded
}

export async function heartbeatTask(id: string, { progress, ...options }: HeldOptions & { readonly progress?: string }, output: Output): Promise<number> {
  const answer = asObject(await say('heartbeat', id, { options, input: progress === undefined ? {} : { progress: jsonOf(progress, '--progress') } }))
  const told = answer?.['wanted'] === false ? 'The run no longer wants it: stop, and complete, fail or release it.' : `It is yours until ${asText(answer?.['leaseUntil'])}.`
  output.out(options.json ? JSON.stringify(answer) : told)
  return EXIT.succeeded
}

export async function completeTask(id: string, { value, ...options }: HeldOptions & { readonly value?: string }, output: Output): Promise<number> {
  const answer = await say('complete', id, { options, input: value === undefined ? {} : { value: jsonOf(value, '--value') } })
  output.out(options.json ? JSON.stringify(answer) : `Task ${id} is completed.`)
  return EXIT.succeeded
}

export async function failTask(id: string, { message, code, final, ...options }: FailOptions, output: Output): Promise<number> {
  const answer = await say('fail', id, { options, input: { message, retryable: !final, ...(code === undefined ? {} : { code }) } })
  output.out(options.json ? JSON.stringify(answer) : `Task ${id} has failed.`)
  return EXIT.succeeded
}

export async function releaseTask(id: string, { note, ...options }: HeldOptions & { readonly note?: string }, output: Output): Promise<number> {
  const answer = await say('release', id, { options, input: note === undefined ? {} : { note } })
  output.out(options.json ? JSON.stringify(answer) : `Task ${id} is offered again.`)
  return EXIT.succeeded
}

function say(what: 'heartbeat' | 'complete' | 'fail' | 'release', id: string, { options: { server, fence }, input }: { readonly options: HeldOptions; readonly input: object }): Promise<unknown> {
  return openServer(server).mutate(`task.${what}`, { id, fence: numberOf(fence, '--fence'), ...input })
}

function numberOf(text: string, option: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new Refusal(`${option}: "${text}" is no number`)
  return value
}
