import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createGates, EngineError, memoryPorts, plan, startRun, systemClock, type RunEvent, type RunHandle, type RunResult } from '@eddy/engine'
import { memoryCacheStore, resultCache } from '@eddy/middleware'
import { catalog } from '@eddy/steps/contract'
import { createEvaluator, createExecutor, createMemoryWorkflows } from '@eddy/steps/run'
import { contentHash, resolveInputs, walkSteps, type Json, type WorkflowDocument } from '@eddy/workflow'
import { exitCode } from './exit-code.ts'
import type { Output } from './output.ts'
import { describeEvent, runSentence } from './progress.ts'
import { checkFile, fileNamed, libraryBeside, parseJson, readText, requireDocument } from './read-document.ts'
import { describeProblem, problemOf, Refusal } from './refusal.ts'

export interface RunOptions {
  readonly input?: string
  readonly json: boolean
  readonly events: boolean
  readonly quiet: boolean
  readonly library?: string
  readonly allowHost: readonly string[]
  readonly workspace?: string
}

/** `eddy run FILE|NAME`: runs a document in this process; needs no server and no database. */
export async function runCommand(named: string, options: RunOptions, output: Output): Promise<number> {
  const file = fileNamed(named, options.library)
  const document = requireDocument(checkFile(file, options.library), (problem) => output.err(describeProblem(problem)))
  const input = readInput(document, options.input)
  const files = filesOf(options)
  let handle: RunHandle | undefined
  const evaluator = createEvaluator()
  const gates = createGates({ clock: systemClock })
  const workflows = createMemoryWorkflows({ catalog, find: libraryBeside(file, options.library), ports: () => memoryPorts({ executor, evaluator, gates }) })
  const executor: ReturnType<typeof createExecutor> = createExecutor({
    workflows,
    http: { allowedHosts: [...options.allowHost, ...hostsFromEnvironment()] },
    ...(files ? { files } : {}),
    notify: async ({ title, text, level }) => output.err(`${level}: ${title}${text === '' ? '' : ` - ${text}`}`),
    // there is no other run here
    sendSignal: async ({ name, correlation, payload, runId }) => ({ delivered: handle && (runId === undefined || runId === handle.runId) && handle.signal({ name, payload, ...(correlation === undefined ? {} : { correlation }) }) ? 1 : 0 }),
  })
  const onEvents = (events: readonly RunEvent[]) => {
    if (!options.quiet) for (const event of events) report(event, options, output)
  }
  const ports = memoryPorts({ executor, evaluator, gates, middleware: caches(document) ? [resultCache({ store: memoryCacheStore(), evaluator, now: Date.now })] : [], secrets: { get: (name) => process.env[`EDDY_SECRET_${name.toUpperCase()}`] }, onEvents })
  try {
    const run = startRun({
      runId: randomUUID(),
      plan: plan(document, { catalog, workflow: libraryBeside(file, options.library), hash: contentHash(document) }),
      input,
      ports,
    })
    handle = run
    const release = cancelOnInterrupt(run, output)
    const result = await settle(run)
    release()
    print(result, ports.journal.events, { options, output })
    return exitCode(result.status)
  } finally {
    await Promise.all([executor.close(), evaluator.close()])
    if (files) rmSync(files.journal, { recursive: true, force: true })
  }
}

function readInput(document: WorkflowDocument, text: string | undefined): { readonly [name: string]: Json } {
  const given = text === undefined ? {} : text.startsWith('@') ? parseJson(readText(text.slice(1)), text.slice(1)) : parseJson(text, '--input')
  const resolved = resolveInputs(document, given)
  if (!resolved.ok) throw new Refusal('the input does not fit the workflow', resolved.problems)
  return resolved.input
}

/** Whether a step of the document has its results cached. */
function caches(document: WorkflowDocument): boolean {
  for (const { step } of walkSteps(document)) if (step.cache) return true
  return false
}

/** File steps work in the folder that is named; what their undo needs lives as long as the command. */
function filesOf({ workspace = process.env['EDDY_WORKSPACE'] }: RunOptions): { readonly workspace: string; readonly journal: string } | undefined {
  if (workspace === undefined) return undefined
  return { workspace: resolve(workspace), journal: mkdtempSync(join(tmpdir(), 'eddy-journal-')) }
}

function hostsFromEnvironment(): readonly string[] {
  return (process.env['EDDY_ALLOWED_HOSTS'] ?? '').split(',').map((host) => host.trim()).filter((host) => host !== '')
}

async function settle(run: RunHandle): Promise<RunResult> {
  try {
    return await run.settled()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'INPUT_ERROR') throw new Refusal(error.message, [problemOf('INPUT_ERROR', error.message)])
    throw error
  }
}

/** The first interrupt cancels and rolls back; the second gives up waiting for that. */
function cancelOnInterrupt(run: RunHandle, output: Output): () => void {
  let asked = false
  const interrupt = () => {
    if (asked) process.exit(exitCode('rollback_incomplete'))
    asked = true
    output.err('cancelling: what was done is being undone (interrupt again to stop without waiting)')
    run.cancel({ reason: 'interrupted' })
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return () => {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function report(event: RunEvent, options: RunOptions, output: Output): void {
  if (options.events && !options.json) return output.err(JSON.stringify(event))
  const line = options.json ? undefined : describeEvent(event)
  if (line !== undefined) output.err(line)
}

function print(result: RunResult, events: readonly RunEvent[], { options, output }: { readonly options: RunOptions; readonly output: Output }): void {
  const failed = result.error !== undefined
  if (options.json) {
    const outcome = failed ? { error: result.error } : { value: result.value ?? null }
    const rollback = failed || result.undone.length > 0 ? { undone: result.undone, left: result.left } : {}
    output.out(JSON.stringify({ status: result.status, ...outcome, ...rollback, ...(options.events ? { events } : {}), stats: result.stats }))
    return
  }
  if (!failed) output.out(JSON.stringify(result.value ?? null, null, 2))
  if (!options.quiet) output.err(runSentence(result))
}
