import { membersOf } from '../../known-value.ts'
import type { CodeScope } from '../code-scope.ts'
import { typeText } from './type-text.ts'

/** The declarations of all that Eddy hands to code: what it is called, what it is, and what it is for. */
export function scopeTypes({ args, handler }: CodeScope): string {
  const fields = membersOf(args).map(({ key, known, description }) => `  ${description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */ `}${JSON.stringify(String(key))}: ${typeText(known)};`)
  return `${['/** The arguments of the step, by name. */', 'interface Arguments {', ...fields, '}'].join('\n')}\n${context}\n${eddy(handler)}\n${surroundings}`
}

const context = `/** What is known of the run. */
interface Context {
  /** Counts from 1. */
  readonly attempt: number;
  /** How often the step may be tried again; null: without limit. */
  readonly retriesRemaining: number | null;
  readonly runId: string;
  /** The path of the step. */
  readonly step: string;
  /** The name of the workflow. */
  readonly workflow: string;
}`

function eddy(handler: boolean): string {
  return `interface Outcome { readonly outcome: unique symbol }
/** Other ends than a plain return, which is a success with its value. */
interface Eddy {
  /** The step succeeds with a value; steps that it brings along are planned into the run. */
  ok(value?: any, steps?: readonly { name: string; kind: string; [field: string]: any }[]): Outcome;
  /** Asks for another attempt, after a delay if need be. Counts against the step's retries. */
  retry(reason?: string, delayMs?: number): Outcome;
  /** Stops the run here until a person resumes it; the value is what it halted with. */
  halt(value?: any): Outcome;
  /** The step fails. */
  fail(reason: string, options?: { /** Such as OUT_OF_STOCK. */ code?: string; /** True unless said otherwise. */ retryable?: boolean }): Outcome;${
    handler
      ? `
  /** In a compensation handler: the step succeeds with this value in spite of its error. */
  continueWith(value?: any): Outcome;`
      : ''
  }
}`
}

// there is no network, no timer and no host object in the sandbox
const surroundings = `/** Goes to the step's log. */
declare const console: Record<'log' | 'debug' | 'info' | 'warn' | 'error', (...parts: any[]) => void>;`
