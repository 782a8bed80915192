import type { WorkflowDocument } from '@eddy/workflow'
import { expect } from 'vitest'
import type { Command } from '../command/command.ts'
import { execute, redo, startHistory, undo } from '../history.ts'

/** Executes, undoes and does a command again; returns what it made. */
export function triplet(document: WorkflowDocument, command: Command): WorkflowDocument {
  const done = execute(startHistory(document), command)
  expect(done.past).toHaveLength(1)
  expect(undo(done).document).toEqual(document)
  expect(redo(undo(done)).document).toEqual(done.document)
  return done.document
}
