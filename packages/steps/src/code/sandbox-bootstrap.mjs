// Evaluated inside the sandbox before the author's code, as text. It keeps hold of the built-ins it needs, so that nothing the
// author does to them later changes how an outcome is told from a value: outcomes are known by identity, in a map that only
// this closure can see. Answers [start, report].
export const bootstrap = String.raw`(() => {
  'use strict'
  const { stringify, parse } = JSON
  const { apply } = Reflect
  const { then } = Promise.prototype
  const { get, set } = WeakMap.prototype
  const { isFinite } = Number
  const cut = String.prototype.slice
  const { assign, create, defineProperty, hasOwn } = Object
  const NativeError = Error, NativeMap = Map, NativeSet = Set, text = String
  // without a prototype: what the author puts on Object.prototype has no say in what is told
  const plain = (fields) => assign(create(null), fields)
  const outcomes = new WeakMap()
  const refusals = new WeakSet()
  const { add, has } = WeakSet.prototype
  const logs = defineProperty([], 'toJSON', { value: undefined })
  let dropped = 0
  let settled

  const outcome = (fields) => {
    const token = Object.freeze({})
    apply(set, outcomes, [token, plain(fields)])
    return token
  }
  const optional = (value) => (value === undefined ? undefined : text(value))
  const eddy = Object.freeze({
    ok: (value, steps) => outcome({ kind: 'ok', value, steps }),
    retry: (reason, delayMs) => outcome({ kind: 'retry', reason: optional(reason), delayMs }),
    halt: (value) => outcome({ kind: 'halt', value }),
    fail: (reason, more) => outcome({ kind: 'fail', message: optional(reason), code: optional(more?.code), retryable: more?.retryable, details: more?.details }),
    continueWith: (value) => outcome({ kind: 'continue', value }),
  })

  const show = (value) => {
    if (typeof value === 'string') return value
    if (typeof value === 'function') return '[function]'
    if (value instanceof NativeError) return text(value.stack ? value.name + ': ' + value.message : value)
    try {
      return stringify(value) ?? text(value)
    } catch {
      return text(value)
    }
  }
  const note = (level, line) => defineProperty(logs, logs.length, plain({ value: plain({ level, text: line }), enumerable: true }))
  const log = (level) => (...values) => {
    if (logs.length >= 200) return void dropped++
    let line = ''
    for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : ' ') + show(values[i])
    note(level, apply(cut, line, [0, 2000]))
  }
  globalThis.console = { log: log('log'), info: log('info'), warn: log('warn'), error: log('error'), debug: log('debug'), trace: log('debug') }

  const refuse = (what, key) => {
    const refusal = plain({ invalid: 'the result is not JSON: ' + (key === '' ? 'it is ' : '"' + apply(cut, text(key), [0, 100]) + '" is ') + what })
    apply(add, refusals, [refusal])
    throw refusal
  }
  function check(key, value) {
    const type = typeof value
    if (type === 'function' || type === 'symbol') refuse('a ' + type, key)
    if (type === 'bigint') refuse('a BigInt; make it a number or a text', key)
    if (type === 'number' && !isFinite(value)) refuse(text(value), key)
    if (value instanceof NativeMap || value instanceof NativeSet) refuse('a ' + (value instanceof NativeMap ? 'Map' : 'Set') + '; make it an object or a list', key)
    return value
  }
  const toJson = (value) => {
    try {
      const json = stringify(value, check) ?? 'null'
      if (json.length > 5000000) refuse('longer than 5,000,000 characters', '')
      return json
    } catch (error) {
      if (error instanceof NativeError && error.message === 'circular reference') refuse('a value that contains itself', '')
      if (error instanceof NativeError && (error.message === 'Maximum call stack size exceeded' || error.message === 'stack overflow')) refuse('nested too deeply', '')
      throw error
    }
  }

  const thrown = (error) => {
    const short = (value) => apply(cut, text(value), [0, 10000])
    // also what the engine itself throws when there is no memory left to make an error
    if (error === null) return { nothing: true, message: 'the code threw null; the sandbox does so too when its memory runs out (config.memoryMb)' }
    if (!(error instanceof NativeError)) return { message: short(show(error)) }
    return { name: short(error.name), message: short(error.message), stack: short(error.stack) }
  }
  const safely = (make) => {
    try {
      return make()
    } catch (error) {
      if (typeof error === 'object' && error !== null && apply(has, refusals, [error])) return { invalid: error.invalid }
      try {
        return thrown(error)
      } catch {
        return { message: 'something was thrown that cannot be shown' }
      }
    }
  }

  const start = (body, argsJson, contextJson) => {
    const { args, context } = { args: parse(argsJson), context: Object.freeze(parse(contextJson)) }
    const fulfilled = (value) => { settled = plain({ value }) }
    const rejected = (error) => { settled = plain({ error }) }
    apply(then, body(args, context, eddy), [fulfilled, rejected])
  }

  const answer = () => {
    if (!settled) return { pending: true }
    if (hasOwn(settled, 'error')) return thrown(settled.error)
    const { value } = settled
    const marked = value !== null && typeof value === 'object' ? apply(get, outcomes, [value]) : undefined
    return { json: marked ? toJson(marked) : '{"kind":"ok","value":' + toJson(value) + '}' }
  }
  const report = () => {
    const result = plain(safely(answer))
    const { json } = result
    delete result.json
    if (dropped > 0) note('warn', dropped + ' more lines were left out')
    dropped = 0
    const told = stringify(assign(result, { logs }))
    return json === undefined ? told : '{"outcome":' + json + ',' + apply(cut, told, [1])
  }
  return [start, report]
})()`
