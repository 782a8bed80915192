import { isDeepStrictEqual } from 'node:util'
import type { RunEvent } from '@eddy/engine'
import { plain } from '../step/plain.ts'

/** Another version of the engine, or another document, would now decide otherwise than the run's log says: the run stands still as it is. */
export class DecisionMismatch extends Error {
  override readonly name = 'DecisionMismatch'
}

/** Checks what the core decides now against what the run's log says that it decided. */
export function refuseMismatch(event: RunEvent, stored: RunEvent | undefined): void {
  if (stored === undefined || isDeepStrictEqual(plain(event), plain(stored))) return
  const said = ({ type, step }: RunEvent) => `${type}${step === undefined ? '' : ` ${step}`}`
  // the same in name: told apart by what is in it
  const other = said(event) === said(stored) ? 'one with another time or other data' : said(event)
  throw new DecisionMismatch(`At event ${event.seq} its log says ${said(stored)}, and this version of Eddy would make it ${other}. Start the version that began it in the place of this one, and it goes on.`)
}
