import { FAULT_WORDS, type Fault, type FaultKind } from '@eddy/rehearsal'
import { problemOf, Refusal } from '../refusal.ts'

const SHAPE = /^([^@=]+)(?:@(\d+))?(?:=(\w+))?$/

/** `charge`, `charge@2`, `each[3].charge=timeout`: a step, the attempt, and how it fails. */
export function parseFault(text: string): Fault {
  const [, step, attempt, kind = 'fail'] = SHAPE.exec(text) ?? []
  if (step === undefined) throw usage(`"${text}" is not STEP, STEP@ATTEMPT or STEP=KIND`)
  if (!isKind(kind)) throw usage(`"${kind}" is no way to fail; there are ${Object.keys(FAULT_WORDS).join(', ')}`)
  return { step, kind, ...(attempt === undefined ? {} : { attempt: Math.max(1, Number(attempt)) }) }
}

function isKind(kind: string): kind is FaultKind {
  return Object.hasOwn(FAULT_WORDS, kind)
}

function usage(message: string): Refusal {
  return new Refusal(`--fail: ${message}`, [problemOf('USAGE', message)])
}
