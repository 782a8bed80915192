import type { Problem, WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from '../command/command.ts'
import { errorsBeside, faultsOf, isGuilty } from './faults.ts'
import type { Match } from './match.ts'
import { type Field, fieldsOf, withFields } from './with-fields.ts'

export interface Replacement {
  readonly matches: readonly Match[]
  readonly text: string
  readonly validate: (document: WorkflowDocument) => readonly Problem[]
}

export interface Refused {
  readonly match: Match
  readonly reason: string
}

export interface Replaced {
  /** Absent when nothing could be replaced. */
  readonly command?: Command
  readonly count: number
  readonly refused: readonly Refused[]
}

/** Rounds in which fields that bring errors are left out; a fault that shows up only later than that ends the whole. */
const most = 8

/**
 * Puts a text in place of matches, as one edit. What would break the document is left as it is, and told. Renamed steps and inputs take their
 * references along. The whole is tried at once and validated once a round, so that a thousand matches cost little more than one.
 */
export function replaceMatches(document: WorkflowDocument, { matches, text, validate }: Replacement): Replaced {
  const before = errorsBeside(validate(document))
  const refused: Refused[] = []
  let fields = fieldsOf(matches, text)
  for (let round = 0; round < most && fields.length; round++) {
    const made = withFields(document, fields)
    const faults = faultsOf(before, validate(made.document))
    const reasons = new Map<Field, string>(made.failed)
    for (const field of fields) {
      const fault = reasons.has(field) ? undefined : faults.find((problem) => isGuilty(document, field, problem))
      if (fault) reasons.set(field, fault.message)
    }
    // an error of nobody's is everybody's
    const [first] = faults
    if (first && reasons.size === 0) for (const field of fields) reasons.set(field, first.message)
    refused.push(...[...reasons].flatMap(([field, reason]) => field.matches.map((match) => ({ match, reason }))))
    if (reasons.size === 0) return replaced(document, { fields, after: made.document, text, refused })
    fields = fields.filter((field) => !reasons.has(field))
  }
  return { count: 0, refused }
}

interface Done {
  readonly fields: readonly Field[]
  readonly after: WorkflowDocument
  readonly text: string
  readonly refused: readonly Refused[]
}

function replaced(document: WorkflowDocument, { fields, after, text, refused }: Done): Replaced {
  const count = fields.reduce((sum, field) => sum + field.matches.length, 0)
  const [match] = fields[0]?.matches ?? []
  const word = match ? match.text.slice(match.start, match.end) : ''
  const label = `Replace ${count === 1 ? '' : `${count} times `}“${word}” with “${text}”`
  return { command: command(label, (now) => (now === document ? after : withFields(now, fields).document)), count, refused }
}
