import type { WorkflowDocument } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { parseSide, sideWords } from './compare-side.ts'

export interface SideDocument {
  readonly document: WorkflowDocument
  readonly words: string
}

/** The document that one side of the address means now. Throws a sentence when it means none. */
export async function fetchSide(workflowId: string, text: string): Promise<SideDocument> {
  const side = parseSide(text)
  if (!side) throw new Error(`"${text}" is neither "draft", the number of a version, an environment nor a run.`)
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

async function ofVersion(workflowId: string, number: number, words: string): Promise<SideDocument> {
  const { document } = await client.version.get.query({ workflowId, number })
  return { document, words }
}
