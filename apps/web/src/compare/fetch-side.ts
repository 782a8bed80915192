import type { Fixture, WorkflowDocument } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { parseSide, sideWords } from './compare-side.ts'

export interface SideDocument {
  readonly document: WorkflowDocument
  readonly words: string
  /** What it composes, by reference, where it comes with that; otherwise what is here counts. */
  readonly composed?: { readonly [reference: string]: WorkflowDocument }
  /** Inputs that both sides can be rehearsed with: those of the workflow, or the samples of an entry. */
  readonly fixtures: readonly Fixture[]
}

/** The document that one side of the address means now. Throws a sentence when it means none. */
export async function fetchSide(workflowId: string | undefined, text: string): Promise<SideDocument> {
  const side = parseSide(text)
  if (!side) throw new Error(`"${text}" is neither "draft", the number of a version, an environment, a run nor a version in the library.`)
  if (side.kind === 'library') return ofLibrary(side)
  if (workflowId === undefined) throw new Error(`"${text}" is of a workflow, and this address names none. Open the comparison from the workflow.`)
  const [found, fixtures] = await Promise.all([ofWorkflow(workflowId, side), client.fixture.list.query({ workflowId })])
  return { ...found, fixtures: fixtures.map(({ fixture }) => fixture) }
}

type OwnSide = Exclude<NonNullable<ReturnType<typeof parseSide>>, { readonly kind: 'library' }>

async function ofWorkflow(workflowId: string, side: OwnSide): Promise<Omit<SideDocument, 'fixtures'>> {
  switch (side.kind) {
    case 'draft': {
      const { document } = await client.workflow.get.query({ id: workflowId })
      return { document, words: sideWords(side, undefined) }
    }
    case 'version':
      return ofVersion(workflowId, side.number, sideWords(side, side.number))
    case 'environment': {
      const { pointers } = await client.version.list.query({ workflowId })
      const number = pointers.find(({ environment }) => environment === side.name)?.number
      if (number === undefined) throw new Error(`No version is ${side.name} yet. Publish one, and point ${side.name} at it.`)
      return ofVersion(workflowId, number, sideWords(side, number))
    }
    case 'run': {
      const { document, version } = await client.run.get.query({ runId: side.id })
      return { document, words: sideWords(side, version ?? undefined) }
    }
  }
}

async function ofVersion(workflowId: string, number: number, words: string): Promise<Omit<SideDocument, 'fixtures'>> {
  const { document } = await client.version.get.query({ workflowId, number })
  return { document, words }
}

async function ofLibrary({ name, number }: { readonly name: string; readonly number: number }): Promise<SideDocument> {
  const { card, edition } = await client.library.get.query({ name, number })
  const { document, composed, samples } = edition
  return { document, composed, words: `${card.title}, version ${number}`, fixtures: samples.map(({ title, input }) => ({ name: title, input, pins: {} })) }
}
