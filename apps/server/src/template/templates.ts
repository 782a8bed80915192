import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RunStatus } from '@eddy/engine'
import type { Json, WorkflowDocument } from '@eddy/workflow'

export interface Template {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly document: WorkflowDocument
  readonly samples: readonly { readonly title: string; readonly input: { readonly [name: string]: Json }; readonly expect: RunStatus }[]
}

const folder = fileURLToPath(new URL('../../templates/', import.meta.url))

/** The shipped templates, with the demo service's address where they name it. */
export function readTemplates(demoUrl: string | null): readonly Template[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(`${folder}${file}`, 'utf8').replaceAll('{{demo}}', demoUrl ?? 'http://127.0.0.1:4410')
      // shipped with the product and validated by its tests
      const { document, samples } = JSON.parse(text) as Pick<Template, 'document' | 'samples'>
      return { name: document.name, title: document.title ?? document.name, description: document.description ?? '', document, samples }
    })
}
