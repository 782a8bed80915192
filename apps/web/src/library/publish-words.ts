import type { AppRouter } from '@eddy/server/router'
import type { Fixture, WorkflowDocument } from '@eddy/workflow'
import type { inferRouterOutputs } from '@trpc/server'
import type { PublishRequest } from './library-types.ts'

/** In place of a version's number: the draft, which becomes a version first. */
export const DRAFT = 'draft'

export interface SampleChoice {
  readonly fixture: Fixture
  readonly on: boolean
  readonly expect: string
}

/** What its author says of an entry. */
export interface PublishWords {
  readonly version: string
  readonly name: string
  readonly title: string
  readonly description: string
  readonly category: string
  /** With commas between them. */
  readonly tags: string
  readonly note: string
  readonly samples: readonly SampleChoice[]
  /** Undefined: it came from nowhere. Otherwise whether it is kept as patches of what it came from. */
  readonly extend: boolean | undefined
  /** Names under which results of inner steps are given out, by step. */
  readonly exposed: { readonly [step: string]: string }
  /** Parts of results that the command line has given out: they stay. */
  readonly inner: NonNullable<Before>['exposed']
}

type Before = inferRouterOutputs<AppRouter>['library']['published']
type Versions = inferRouterOutputs<AppRouter>['version']['list']

/** The draft where it has something new, and the versions, newest first. */
export function versionChoices({ versions, draftAhead }: Versions): readonly { readonly value: string; readonly label: string; readonly hint?: string }[] {
  const next = (versions[0]?.number ?? 0) + 1
  return [...(draftAhead || versions.length === 0 ? [{ value: DRAFT, label: 'The draft as it is now', hint: `becomes version ${next}` }] : []), ...versions.map(({ number, note }) => ({ value: String(number), label: `Version ${number}`, ...(note ? { hint: note.slice(0, 40) } : {}) }))]
}

export function firstWords({ name, title, description = '', tags = [], steps }: WorkflowDocument, { version, fixtures, derived, before }: { readonly version: string; readonly fixtures: readonly Fixture[]; readonly derived: boolean | undefined; readonly before: Before }): PublishWords {
  // what is said of it already is not said anew; a step that is gone gives nothing out
  const said = before ?? { name, title: title ?? name, description, category: '', tags, exposed: [] }
  const here = new Set(steps.map((step) => step.name))
  const exposed = said.exposed.filter(({ step, path = [] }) => path.length === 0 && here.has(step))
  return { version, name: said.name, title: said.title, description: said.description, category: said.category, tags: said.tags.join(', '), note: '', samples: fixtures.map((fixture) => ({ fixture, on: true, expect: 'succeeded' })), extend: derived, exposed: Object.fromEntries(exposed.map(({ as, step }) => [step, as])), inner: said.exposed.filter(({ step, path = [] }) => path.length > 0 && here.has(step)) }
}

export function requestOf(words: PublishWords, { workflowId, version, person }: { readonly workflowId: string; readonly version: number; readonly person: string }): PublishRequest {
  const { name, title, description, category, note, extend, exposed, inner, samples } = words
  return {
    workflowId,
    version,
    name,
    ...(title.trim() ? { title } : {}),
    description,
    category,
    note,
    tags: [...tagsOf(words.tags)],
    samples: samples.filter(({ on }) => on).map(({ fixture, expect }) => ({ title: fixture.name, input: { ...fixture.input }, expect }) as NonNullable<PublishRequest['samples']>[number]),
    expose: [...Object.entries(exposed).map(([step, as]) => ({ as, step })), ...inner.map(({ as, step, path = [] }) => ({ as, step, path: [...path] }))],
    ...(extend ? { extend } : {}),
    ...(person ? { by: person } : {}),
  }
}

/** The tags of a text with commas between them. */
export function tagsOf(text: string): readonly string[] {
  return text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
}
