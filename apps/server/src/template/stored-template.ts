import type { RunStatus } from '@eddy/engine'
import type { Expectation } from '@eddy/rehearsal'
import type { Fixture, Json, WorkflowDocument } from '@eddy/workflow'

/** What a template needs beside the workspace: the demo service, files of its own, signals from a person. */
export type Need = 'demo' | 'files' | 'signals'

/** An input that is known to lead somewhere, and where. */
export interface TemplateSample {
  readonly title: string
  readonly input: { readonly [name: string]: Json }
  readonly expect: RunStatus
  /** What a success comes to; an object may have more. */
  readonly value?: Json
  /** What a failure comes to. */
  readonly error?: { readonly step?: string; readonly code: string }
  /** Steps in the order of their undoing. */
  readonly undone?: readonly string[]
  /** Signals that a person sends meanwhile. */
  readonly signals?: readonly { readonly name: string; readonly correlation?: string; readonly payload: Json }[]
}

/** A shipped template: one JSON file, validated by its tests. `{{demo}}` stands for the address of the demo service. */
export interface StoredTemplate {
  readonly category: string
  readonly needs: readonly Need[]
  /** What may start it by itself, as TriggerSettings has it; switched off until a person switches it on. */
  readonly triggers?: readonly object[]
  readonly document: WorkflowDocument
  /** Workflows that it composes; they come with it. */
  readonly composes?: readonly WorkflowDocument[]
  /** Files that it reads, by path in the workspace. */
  readonly files?: { readonly [path: string]: string }
  readonly samples: readonly TemplateSample[]
  /** What its happy sample found out when it was recorded: what its failure matrix is rehearsed with. */
  readonly fixture?: Fixture
  /** What the cells of its failure matrix are to come to. */
  readonly expectations?: readonly Expectation[]
}
