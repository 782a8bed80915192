// Writes docs/reference/steps from the contracts of the kinds: npx tsx docs/generate-step-reference.mts
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { catalog } from '../packages/steps/src/contract.ts'
import { stepReference } from './step-reference.mts'

const folder = new URL('reference/steps/', import.meta.url)
const pages = stepReference(catalog.list())
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(new URL(file, folder))
for (const [file, text] of pages) writeFileSync(new URL(file, folder), text)
console.log(`${pages.size} pages in docs/reference/steps`)
