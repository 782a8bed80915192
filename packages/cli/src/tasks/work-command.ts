import { hostname } from 'node:os'
import { createClient, EddyProblem, work, type Task } from '@eddy/client'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { problemOf, Refusal } from '../refusal.ts'
import { openServer } from '../runs/server.ts'
import { doTask, NoCommand } from './do-task.ts'

export interface WorkOptions {
  readonly queue: readonly string[]
  readonly worker?: string
  readonly concurrency: string
  readonly idle?: string
  readonly quiet: boolean
  readonly server?: string
}

/** `eddy work --queue QUEUE -- COMMAND …`: one command for each task, until it is told to stop; then what is in hand is ended first. */
export async function workCommand(command: readonly string[], { queue, worker = `${hostname()} ${process.pid}`, concurrency, idle, quiet, server }: WorkOptions, output: Output): Promise<number> {
  const { url } = openServer(server)
  const token = process.env['EDDY_TOKEN']
  const client = createClient({ url, ...(token === undefined ? {} : { token }) })
  const stop = new AbortController()
  const say = (text: string) => (quiet ? undefined : output.err(text))
  let missing: NoCommand | undefined
  const handler = async (task: Task, { signal }: { readonly signal: AbortSignal }) => {
    say(`${task.taskId} ${task.step} of ${task.queue}: begun`)
    try {
      const value = await doTask(command, task, { signal, onStderr: (text) => void process.stderr.write(text) })
      say(`${task.taskId} done`)
      return value
    } catch (error) {
      say(`${task.taskId} ${error instanceof Error ? error.message : String(error)}`)
      if (error instanceof NoCommand) {
        missing = error
        stop.abort()
      }
      throw error
    }
  }
  const release = stopOnSignals(stop, say)
  try {
    say(`${worker} works on ${queue.join(', ')} of ${url}`)
    await work(client, { queues: queue, worker, concurrency: countOf(concurrency, '--concurrency'), signal: stop.signal, handler, onTrouble: (error) => output.err(troubleOf(error)), ...(idle === undefined ? {} : { idleSeconds: countOf(idle, '--idle') }) })
  } catch (error) {
    if (error instanceof EddyProblem) throw new Refusal(error.message, [problemOf(error.code, error.message)])
    throw error
  } finally {
    release()
  }
  if (missing) throw new Refusal(missing.message)
  return EXIT.succeeded
}

/** A second signal ends it at once. */
function stopOnSignals(stop: AbortController, say: (text: string) => void): () => void {
  const end = () => {
    say('No more tasks; what is in hand is ended. Once more stops at once.')
    stop.abort()
    release()
  }
  const release = () => {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  return release
}

function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

function countOf(text: string, option: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Refusal(`${option}: "${text}" is no whole number from 1 on`)
  return value
}
