import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StoredTemplate } from './stored-template.ts'

export interface Template extends StoredTemplate {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
}

const folder = fileURLToPath(new URL('../../templates/', import.meta.url))
/** Where the demo service is unless its port is taken. */
export const DEFAULT_DEMO = 'http://127.0.0.1:4410'
/** What shows best what Eddy is for stands first; the others follow by title. */
const FIRST = ['book_trip', 'take_payment', 'fulfil_order', 'migrate_data', 'two_stage_approval', 'agent_swarm']
/** By the demo service's address: what is shipped does not change while the server runs. */
const known = new Map<string, readonly Template[]>()

/** The shipped templates, with the demo service's address where they name it. */
export function readTemplates(demoUrl: string | null): readonly Template[] {
  const url = demoUrl ?? DEFAULT_DEMO
  const templates = known.get(url) ?? readFolder(url)
  known.set(url, templates)
  return templates
}

function readFolder(demoUrl: string): readonly Template[] {
  const templates = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => templateOf(JSON.parse(readFileSync(`${folder}${file}`, 'utf8').replaceAll('{{demo}}', demoUrl)) as StoredTemplate))
  return templates.toSorted((one, other) => rank(one) - rank(other) || one.title.localeCompare(other.title, 'en'))
}

function rank({ name }: Template): number {
  const at = FIRST.indexOf(name)
  return at === -1 ? FIRST.length : at
}

function templateOf(stored: StoredTemplate): Template {
  const { name, title = name, description = '', tags = [] } = stored.document
  return { ...stored, name, title, description, tags }
}
