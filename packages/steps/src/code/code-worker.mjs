// Runs user code in QuickJS: a JavaScript engine of its own inside WebAssembly, with memory that cannot grow beyond its bound.
// Plain JavaScript, so that it starts without a loader.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, shouldInterruptAfterDeadline } from 'quickjs-emscripten-core'

const PAGES = 512 // of 64 KiB: 32 MiB at most
const MAX_LOGS = 200
const MAX_LOG_LENGTH = 2000
const MAX_RESULT = 5_000_000

const wasmModule = new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')))

/** @type {import('quickjs-emscripten-core').QuickJSWASMModule | undefined} */
let quickjs
async function engine() {
  if (!quickjs) {
    const wasmMemory = new WebAssembly.Memory({ initial: 256, maximum: PAGES })
    quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory }))
  }
  return quickjs
}

// Everything the code sees. Outcomes are told from plain values by identity, so that no value can pass for one.
const PRELUDE = `(() => {
  const { stringify, parse } = JSON
  const outcomes = new WeakMap()
  const has = WeakMap.prototype.has.bind(outcomes), get = WeakMap.prototype.get.bind(outcomes), set = WeakMap.prototype.set.bind(outcomes)
  const mark = (outcome) => { const token = Object.freeze({}); set(token, outcome); return token }
  const text = (value) => typeof value === 'string' ? value : value instanceof Error ? String(value) : (() => { try { return stringify(value) ?? String(value) } catch { return String(value) } })()
  const reasonOf = (reason) => reason === undefined || reason === null ? undefined : text(reason)
  const eddy = Object.freeze({
    ok: (value, steps) => mark({ kind: 'ok', value, steps }),
    retry: (reason, delayMs) => mark({ kind: 'retry', reason: reasonOf(reason), delayMs: delayMs === undefined ? undefined : Math.max(0, Number(delayMs) || 0) }),
    halt: (value) => mark({ kind: 'halt', value }),
    fail: (reason, options) => mark({ kind: 'fail', error: { code: String(options?.code ?? 'FAILED'), message: reasonOf(reason) ?? 'the code failed the step', retryable: options?.retryable !== false } }),
    continueWith: (value) => mark({ kind: 'continue', value }),
  })
  const log = globalThis.__log
  delete globalThis.__log
  const say = (level) => (...parts) => log(level, parts.map(text).join(' '))
  globalThis.console = Object.freeze({ log: say('log'), info: say('info'), warn: say('warn'), error: say('error'), debug: say('debug') })
  const check = (value) => {
    const seen = []
    const walk = (at, path) => {
      if (at === null || typeof at === 'string' || typeof at === 'boolean' || at === undefined) return
      if (typeof at === 'number') { if (!Number.isFinite(at)) throw new TypeError(path + ' is ' + at + ', which JSON cannot hold'); return }
      if (typeof at !== 'object') throw new TypeError(path + ' is a ' + typeof at + ', which JSON cannot hold')
      if (seen.includes(at)) throw new TypeError(path + ' contains itself')
      if (typeof at.then === 'function') throw new TypeError(path + ' is a promise; await it')
      seen.push(at)
      if (typeof at.toJSON !== 'function') for (const key of Object.keys(at)) walk(at[key], path + '.' + key)
      seen.pop()
    }
    walk(value, 'the result')
  }
  return (run, args, context) => run(parse(args), Object.freeze(parse(context)), eddy).then((value) => {
    const outcome = value !== null && typeof value === 'object' && has(value) ? get(value) : { kind: 'ok', value }
    if ('value' in outcome) { check(outcome.value); if (outcome.value === undefined) outcome.value = null }
    return stringify(outcome)
  })
})()`

parentPort?.on('message', async (message) => {
  const answer = await run(message)
  // memory that has grown does not shrink, and an engine that ran out of it is not trusted again
  const spent = answer.kind === 'fail' && (answer.error.code === 'CODE_MEMORY' || answer.error.code === 'CODE_TIMEOUT')
  if (spent) quickjs = undefined
  parentPort?.postMessage({ answer, spent })
})

async function run({ source, args, context, limitMs }) {
  const logs = []
  const fail = (code, text, retryable = true) => ({ kind: 'fail', error: { code, message: text, retryable }, ...(logs.length > 0 ? { logs } : {}) })
  const deadline = Date.now() + limitMs
  const module = await engine()
  const runtime = module.newRuntime()
  runtime.setMaxStackSize(256 * 1024)
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(deadline))
  const vm = runtime.newContext()
  const describe = (error) => {
    const late = Date.now() >= deadline
    const text = `${error?.name ?? 'Error'}: ${error?.message ?? String(error)}`
    if (late && /interrupted/.test(text)) return fail('CODE_TIMEOUT', `the code took longer than its limit of ${limitMs} ms`)
    if (/out of memory/.test(text)) return fail('CODE_MEMORY', 'the code used more memory than it may (32 MB)')
    if (/^TypeError: the result/.test(text)) return fail('INVALID_RESULT', text.slice('TypeError: '.length), false)
    const line = /user\.js:(\d+)/.exec(String(error?.stack ?? ''))?.[1]
    return fail('CODE_ERROR', `${error?.name === 'Error' || error?.name === undefined ? (error?.message ?? String(error)) : text}${line === undefined ? '' : ` (line ${Math.max(1, Number(line) - 1)})`}`)
  }
  try {
    vm.newFunction('__log', (level, text) => {
      if (logs.length < MAX_LOGS) logs.push({ level: vm.getString(level), text: vm.getString(text).slice(0, MAX_LOG_LENGTH) })
    }).consume((log) => vm.setProp(vm.global, '__log', log))
    const prelude = vm.evalCode(PRELUDE, 'eddy.js')
    if (prelude.error) return describe(prelude.error.consume((handle) => vm.dump(handle)))
    const user = vm.evalCode(`(async function (args, context, eddy) {"use strict";\n${source}\n})`, 'user.js')
    if (user.error) {
      prelude.value.dispose()
      return describe(user.error.consume((handle) => vm.dump(handle)))
    }
    const [argsText, contextText] = [vm.newString(args), vm.newString(context)]
    const called = vm.callFunction(prelude.value, vm.undefined, user.value, argsText, contextText)
    for (const handle of [prelude.value, user.value, argsText, contextText]) handle.dispose()
    if (called.error) return describe(called.error.consume((handle) => vm.dump(handle)))
    const jobs = runtime.executePendingJobs()
    if (jobs.error) {
      called.value.dispose()
      return describe(jobs.error.consume((handle) => vm.dump(handle)))
    }
    const state = vm.getPromiseState(called.value)
    called.value.dispose()
    if (state.type === 'pending') return fail('CODE_NEVER_SETTLES', 'the code waits for something that never comes; the sandbox has no timers and no network', false)
    if (state.type === 'rejected') return describe(state.error.consume((handle) => vm.dump(handle)))
    const text = state.value.consume((handle) => vm.getString(handle))
    if (text.length > MAX_RESULT) return fail('INVALID_RESULT', `the result is larger than ${MAX_RESULT} characters`, false)
    return { ...JSON.parse(text), ...(logs.length > 0 ? { logs } : {}) }
  } catch (error) {
    quickjs = undefined
    return fail('CODE_MEMORY', `the sandbox broke down: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    try {
      vm.dispose()
      runtime.dispose()
    } catch {
      // an engine that ran out of memory cannot be tidied up; the next call gets a new one
      quickjs = undefined
    }
  }
}
