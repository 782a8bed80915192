// Runs one piece of an author's code at a time in QuickJS, whose memory ends where its WebAssembly.Memory ends.
// Plain JavaScript: a worker starts without the loader that reads TypeScript.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core'
import { bootstrap } from './sandbox-bootstrap.mjs'

/** @typedef {{ source: string, args: string, context: string, timeoutMs: number, memoryMb: number }} Job */
/** @typedef {import('quickjs-emscripten-core').QuickJSContext} Context */
/** @typedef {import('quickjs-emscripten-core').QuickJSHandle} Handle */
/** @typedef {import('quickjs-emscripten-core').QuickJSWASMModule} Module */

const PAGES_PER_MB = 16
/** The module itself demands this much to begin with, in pages of 64 KiB. */
const INITIAL_PAGES = 256
const STACK_BYTES = 256 * 1024
const JOBS_AT_ONCE = 1_000
/** How the report of code begins that has thrown null. */
const NOTHING = '{"nothing":true'

const wasmModule = new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')))

/** @type {{ module: Module, memory: WebAssembly.Memory, memoryMb: number } | undefined} */
let instance

/** A sandbox of that size; the last one again when it is still fresh enough. @param {number} memoryMb */
async function open(memoryMb) {
  if (instance?.memoryMb === memoryMb) return instance
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: Math.max(INITIAL_PAGES, memoryMb * PAGES_PER_MB) })
  const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory: memory }))
  instance = { module, memory, memoryMb }
  return instance
}

/** Whether a sandbox of that size begins smaller than it may become. @param {Job} job */
function mayGrow({ memoryMb }) {
  return memoryMb * PAGES_PER_MB > INITIAL_PAGES
}

/** CPU time of this thread in milliseconds where Node tells it, else the time of the clock. @type {() => number} */
const spent = typeof (/** @type {any} */ (process).threadCpuUsage) === 'function' ? cpuTime : () => performance.now()

function cpuTime() {
  const { user, system } = /** @type {any} */ (process).threadCpuUsage()
  return (user + system) / 1_000
}

/** @param {Job} job @returns {Promise<string>} */
async function run(job) {
  const { module } = await open(job.memoryMb)
  const runtime = module.newRuntime()
  runtime.setMaxStackSize(STACK_BYTES)
  let deadline = spent() + job.timeoutMs
  let late = false
  runtime.setInterruptHandler(() => {
    if (spent() > deadline) late = true
    return late
  })
  const context = runtime.newContext()
  const isFull = () => mayGrow(job) && (instance?.memory.buffer.byteLength ?? 0) >= 0.9 * job.memoryMb * PAGES_PER_MB * 65_536
  // what is told about code that was stopped: its log, within a little more time
  const more = () => {
    late = false
    deadline = spent() + 50
  }
  const result = perform(context, job, { isLate: () => late, more, isFull })
  // after an accident the instance is not to be trusted; a grown one would keep its memory for good
  if (result.broken || (instance && instance.memory.buffer.byteLength > 2 * INITIAL_PAGES * 65_536)) instance = undefined
  if (result.broken) return result.json
  context.dispose()
  runtime.dispose()
  return result.json
}

/**
 * @param {Context} context
 * @param {Job} job
 * @param {{ isLate: () => boolean, more: () => void, isFull: () => boolean }} sandbox
 * @returns {{ json: string, broken: boolean }}
 */
function perform(context, job, sandbox) {
  const [start, report] = boot(context)
  const failure = carryOut(context, job, { start, isLate: sandbox.isLate })
  if (failure !== undefined) sandbox.more()
  const told = tell(context, report)
  for (const handle of [start, report]) handle.dispose()
  const reason = failure ?? wrongWith(told, sandbox)
  if (told !== undefined && reason === undefined) return { json: told, broken: false }
  const { logs } = told === undefined ? { logs: [] } : JSON.parse(told)
  return { json: JSON.stringify({ ...reason, logs }), broken: reason?.error !== 'CODE_SYNTAX' && reason?.error !== 'CODE_ERROR' }
}

/**
 * The report is the author's values written out: it can need too much time as well as too much memory.
 * @param {string | undefined} told
 * @param {{ isLate: () => boolean, isFull: () => boolean }} sandbox
 */
function wrongWith(told, { isLate, isFull }) {
  if (told === undefined) return isLate() ? tooLate() : outOfMemory()
  return told.startsWith(NOTHING) && isFull() ? outOfMemory() : undefined
}

/** @param {Context} context @returns {[Handle, Handle]} */
function boot(context) {
  const pair = context.unwrapResult(context.evalCode(bootstrap, 'sandbox'))
  const handles = /** @type {[Handle, Handle]} */ ([context.getProp(pair, 0), context.getProp(pair, 1)])
  pair.dispose()
  return handles
}

/**
 * Calls the author's function and does all that it has set going; what went wrong on the way, if anything did.
 * @param {Context} context
 * @param {Job} job
 * @param {{ start: Handle, isLate: () => boolean }} more
 */
function carryOut(context, job, { start, isLate }) {
  const body = context.evalCode(`(async function (args, context, eddy) {${job.source}\n})`, 'code')
  if (body.error) return accident(context, body.error, { isLate, code: 'CODE_SYNTAX' })
  if (context.typeof(body.value) !== 'function') {
    body.value.dispose()
    return { error: 'CODE_SYNTAX', message: 'the source is not the body of one function' }
  }
  const args = context.newString(job.args)
  const about = context.newString(job.context)
  const started = context.callFunction(start, context.undefined, body.value, args, about)
  for (const handle of [body.value, args, about]) handle.dispose()
  if (started.error) return accident(context, started.error, { isLate, code: 'CODE_ERROR' })
  started.value.dispose()
  while (context.runtime.hasPendingJob()) {
    const jobs = context.runtime.executePendingJobs(JOBS_AT_ONCE)
    if (jobs.error) return accident(context, jobs.error, { isLate, code: 'CODE_ERROR' })
    jobs.dispose()
    if (isLate()) return tooLate()
  }
  return isLate() ? tooLate() : undefined
}

/** @param {Context} context @param {Handle} report @returns {string | undefined} */
function tell(context, report) {
  const told = context.callFunction(report, context.undefined)
  if (told.error) {
    told.error.dispose()
    return undefined
  }
  const json = context.typeof(told.value) === 'string' ? context.getString(told.value) : undefined
  told.value.dispose()
  return json
}

/** @param {Context} context @param {Handle} handle @param {{ isLate: () => boolean, code: string }} more */
function accident(context, handle, { isLate, code }) {
  const dumped = context.dump(handle)
  handle.dispose()
  if (isLate()) return tooLate()
  const { message, stack, name } = typeof dumped === 'object' && dumped !== null ? dumped : { message: String(dumped), stack: '', name: '' }
  if (message === 'out of memory') return outOfMemory()
  return { error: code, message: String(message), stack: String(stack ?? ''), name }
}

function tooLate() {
  return { error: 'CODE_TIMEOUT' }
}

function outOfMemory() {
  return { error: 'CODE_MEMORY' }
}

parentPort?.on('message', async (/** @type {Job} */ job) => {
  try {
    parentPort?.postMessage({ answer: await run(job) })
  } catch (error) {
    // the module itself gave up: out of memory in a place where QuickJS cannot say so
    instance = undefined
    parentPort?.postMessage({ answer: JSON.stringify({ ...outOfMemory(), message: String(error), logs: [] }) })
  }
})
