import type { Json } from '@eddy/workflow'
import type { Secrets } from '../port/ports.ts'
import type { Outcome, StepExecutor } from '../port/step-executor.ts'
import { isPromise, type MaybeAsync } from './maybe-async.ts'

const CONCEALED = '•••'
/** Shorter texts are concealed only where they stand alone: they occur by chance in too much else. */
const SHORTEST_PART = 4

/** What people and programs put into outcomes and events. Everything else there is the engine's own: names, paths, codes, which must stay. */
const CONTENT: ReadonlySet<string> = new Set(['value', 'message', 'details', 'text', 'payload', 'config', 'correlation', 'elements', 'answer', 'halt'])

/**
 * The values of the secrets that a run has fetched in this process, and the means to keep them out of what it records (F2). What was
 * never fetched here can stand nowhere, and what was is concealed wherever it turns up: in results and logs of whichever step, handler
 * or check, in messages of expressions, in names of fields. Costs nothing until a secret is fetched, then the size of what is recorded
 * times the number of secrets.
 */
export class KnownSecrets implements Secrets {
  readonly #secrets: Secrets
  readonly #texts = new Set<string>()
  /** The longest first: one may be part of another. */
  #ordered: readonly string[] = []
  #inAddresses: readonly RegExp[] = []

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  get(name: string): MaybeAsync<Json | undefined> {
    const value = this.#secrets.get(name)
    return isPromise(value) ? value.then((late) => this.learn(late)) : this.learn(value)
  }

  /** What is made of a secret, such as by an argument's transform, is one too. */
  learn<T extends Json | undefined>(value: T): T {
    const before = this.#texts.size
    for (const text of textsOf(value)) for (const form of formsOf(text)) this.#texts.add(form)
    if (this.#texts.size > before) {
      this.#ordered = [...this.#texts].sort((a, b) => b.length - a.length)
      this.#inAddresses = this.#ordered.flatMap((text) => inAddress(text) ?? [])
    }
    return value
  }

  /** An event's data without them. */
  conceal<T>(data: T): T {
    return this.#ordered.length === 0 ? data : mapContent(data, this.#change)
  }

  /** Values without them, for what leaves the run before its outcome does. */
  concealValues(values: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
    return this.conceal({ value: values }).value
  }

  /** The same executor, of whose outcomes even middleware sees no secret. */
  behind(executor: StepExecutor): StepExecutor {
    return {
      execute: (request) => {
        const outcome = executor.execute(request)
        if (this.#ordered.length === 0) return outcome
        return isPromise(outcome) ? outcome.then((late) => this.#concealOutcome(late)) : this.#concealOutcome(outcome)
      },
      ...(executor.openStream === undefined ? {} : { openStream: executor.openStream.bind(executor) }),
    }
  }

  #concealOutcome(outcome: Outcome): Outcome {
    const concealed = mapContent(outcome, this.#change)
    return concealed.kind === 'retry' && concealed.reason !== undefined ? { ...concealed, reason: this.#change(concealed.reason) } : concealed
  }

  readonly #change = (text: string): string => {
    const plain = this.#ordered.reduce((rest, secret) => (rest === secret ? CONCEALED : secret.length < SHORTEST_PART ? rest : rest.replaceAll(secret, CONCEALED)), text)
    return /[%+]/.test(plain) ? this.#inAddresses.reduce((rest, secret) => rest.replace(secret, CONCEALED), plain) : plain
  }
}

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** As it is, and as it stands in JSON. */
function formsOf(text: string): readonly string[] {
  return [text, JSON.stringify(text).slice(1, -1)].filter((form) => form !== '')
}

const PLAIN_IN_ADDRESSES = /^[A-Za-z0-9_~-]$/

/** As it stands in an address: which characters are written as their bytes there differs by place and by program. Undefined where none is, and of short texts. */
function inAddress(text: string): RegExp | undefined {
  const characters = Array.from(text.replace(/\p{Surrogate}/gu, ''))
  if (text.length < SHORTEST_PART || characters.every((one) => PLAIN_IN_ADDRESSES.test(one))) return undefined
  return new RegExp(characters.map(anyForm).join(''), 'giu')
}

function anyForm(character: string): string {
  if (PLAIN_IN_ADDRESSES.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const bytes = code < 0x80 ? `%${code.toString(16).padStart(2, '0')}` : encodeURIComponent(character)
  return `(?:\\u{${code.toString(16)}}|${bytes}${character === ' ' ? '|\\+' : ''})`
}

type Change = (text: string) => string

/** Changes the texts of content, wherever it stands; the rest stays. */
function mapContent<T>(value: T, change: Change): T
function mapContent(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((inner) => mapContent(inner, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, isContent(key, inner) ? mapTexts(inner, change) : mapContent(inner, change)]))
}

/** The arguments of an attempt are values by name; those of an emitted step's definition are a list. */
function isContent(key: string, inner: unknown): boolean {
  return CONTENT.has(key) || (key === 'arguments' && !Array.isArray(inner))
}

function mapTexts(value: unknown, change: Change): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), mapTexts(inner, change)]))
}
