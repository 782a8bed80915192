import { writeFileSync } from 'node:fs'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { parseJson, readText } from '../read-document.ts'
import { problemOf, Refusal } from '../refusal.ts'
import { openServer } from '../runs/server.ts'

/** Of all commands; each reads its own. */
export interface LibraryOptions {
  readonly json: boolean
  readonly server?: string
  readonly category?: string
  readonly tag?: string | readonly string[]
  readonly number?: number
  readonly pinned?: boolean
  readonly derived?: boolean
  readonly extend?: boolean
  readonly expose?: readonly string[]
  readonly secret?: readonly string[]
  readonly host?: readonly string[]
  readonly agent?: readonly string[]
  readonly forAgent?: string
  readonly key?: string
  readonly as?: string
  readonly title?: string
  readonly description?: string
  readonly note?: string
  readonly out?: string
  readonly signer?: string
  readonly trust?: boolean
}

interface Card {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly latest: number
  readonly uses: number
}

export async function searchCommand(words: readonly string[], { json, server, category, tag, forAgent }: LibraryOptions, output: Output): Promise<number> {
  const asked = { query: words.join(' '), limit: 200, ...(category ? { category } : {}), ...(typeof tag === 'string' ? { tag } : {}), ...(forAgent === undefined ? {} : { agent: forAgent }) }
  // the shapes are those of docs/reference/api.md
  const page = (await openServer(server).query('library.search', asked)) as { readonly items: readonly Card[]; readonly total: number }
  const lines = [...page.items.map(({ name, title, latest, uses }) => `${name}@${latest}  ${title}${uses > 0 ? `  (used ${uses} times)` : ''}`), page.total === 0 ? 'Nothing in the library has all of that.' : `${page.items.length} of ${page.total}`]
  return told(output, json && page, lines)
}

export async function showCommand(name: string, { json, server }: LibraryOptions, output: Output): Promise<number> {
  const page = (await openServer(server).query('library.get', { name })) as Page
  const { card, edition, contract, versions } = page
  const { manifest } = edition
  return told(output, json && page, [
    `${card.name}@${edition.number}  ${card.title}`,
    ...(card.description ? [card.description] : []),
    `Inputs: ${names(manifest.inputs.map((input) => input.name))}. Secrets: ${names(manifest.secrets)}. Agents: ${names(manifest.agents.map((slot) => slot.name))}. Hosts: ${names(manifest.hosts.map((host) => host ?? 'one that the run decides on'))}.`,
    `Effects: ${names(manifest.effects.map(({ effect, steps }) => `${effect} (${steps.join(', ')})`))}.`,
    contract.sentence,
    ...versions.map((version) => `  ${version.number}  ${version.publishedAt}  ${version.note}`),
  ])
}

interface Page {
  readonly card: Card
  readonly edition: { readonly number: number; readonly manifest: { readonly inputs: readonly { readonly name: string }[]; readonly secrets: readonly string[]; readonly agents: readonly { readonly name: string }[]; readonly hosts: readonly (string | null)[]; readonly effects: readonly { readonly effect: string; readonly steps: readonly string[] }[] } }
  readonly contract: { readonly sentence: string }
  readonly versions: readonly { readonly number: number; readonly publishedAt: string; readonly note: string }[]
}

export async function installCommand(name: string, { json, server, number, pinned = false, derived = false, secret = [], host = [], agent = [], key }: LibraryOptions, output: Output): Promise<number> {
  const asked = { name, mode: modeOf({ pinned, derived }), mapping: { secrets: pairs('--secret', secret), hosts: pairs('--host', host), agents: pairs('--agent', agent) }, ...(number === undefined ? {} : { number }), ...(key === undefined ? {} : { idempotencyKey: key }) }
  const installed = (await openServer(server).mutate('library.install', asked)) as { readonly workflowId: string; readonly name: string; readonly reference: string | null }
  return told(output, json && installed, [`${name} is here as ${installed.name} (${installed.workflowId})${installed.reference === null ? ', a draft.' : `; compose it as ${installed.reference}.`}`])
}

export async function publishCommand(version: { readonly workflowId: string; readonly version: number }, { json, server, as: name, title, description, category, tag, note, extend, expose = [], key }: LibraryOptions, output: Output): Promise<number> {
  const published = (await openServer(server).mutate('library.publish', { ...version, name, title, description, category, tags: tag, note, extend, expose: expose.map(exposedOf), ...(key === undefined ? {} : { idempotencyKey: key }) })) as { readonly card: Card; readonly number: number }
  return told(output, json && published, [`${published.card.name}@${published.number} is in the library.`])
}

export async function exportCommand(entries: readonly string[], { json, server, out = '', signer }: LibraryOptions, output: Output): Promise<number> {
  const bundle = await openServer(server).mutate('library.export', { names: entries, signer })
  writeFileSync(out, `${JSON.stringify(bundle, null, 2)}\n`)
  return told(output, json && { file: out, names: entries }, [`${entries.length === 1 ? 'One workflow is' : `${entries.length} workflows are`} in ${out}, signed.`])
}

export async function importCommand(file: string, { json, server, trust = false, key }: LibraryOptions, output: Output): Promise<number> {
  const imported = (await openServer(server).mutate('library.import', { bundle: parseJson(readText(file), file), trust, ...(key === undefined ? {} : { idempotencyKey: key }) })) as { readonly signer: { readonly name: string; readonly fingerprint: string }; readonly packages: readonly { readonly name: string; readonly number: number; readonly how: string }[] }
  const { signer, packages } = imported
  return told(output, json && imported, [`Signed by "${signer.name}" (${signer.fingerprint}).`, ...packages.map(({ name, number, how }) => `  ${name}@${number}  ${how}`)])
}

/** `data` in place of the lines; false: the lines. */
function told(output: Output, data: unknown, lines: readonly string[]): number {
  output.out(data !== false ? JSON.stringify(data) : lines.join('\n'))
  return EXIT.succeeded
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'none' : list.join(', ')
}

function modeOf({ pinned, derived }: { readonly pinned: boolean; readonly derived: boolean }): 'pinned' | 'derived' | 'copy' {
  if (pinned && derived) throw new Refusal('a workflow is installed --pinned or --derived, not both')
  if (pinned) return 'pinned'
  return derived ? 'derived' : 'copy'
}

/** `AS=STEP` or `AS=STEP.PATH`. */
function exposedOf(text: string): { readonly as: string; readonly step: string; readonly path: readonly string[] } {
  const [, as, step, rest] = /^([^=]+)=([^.=]+)(?:\.(.+))?$/.exec(text) ?? []
  if (as === undefined || step === undefined) throw new Refusal(`--expose ${text}: say what is called how, as in --expose total=sum.amount`)
  return { as, step, path: rest === undefined ? [] : rest.split('.') }
}

/** `THEIRS=OURS` of each. */
function pairs(option: string, given: readonly string[]): { readonly [name: string]: string } {
  const wrong = given.filter((text) => !/^[^=]+=.+$/.test(text))
  if (wrong.length > 0) throw new Refusal(`${option} takes THEIRS=OURS`, wrong.map((text) => problemOf('INVALID_OPTION', `${option} ${text}: say what takes the place of what, as in ${option} THEIR_KEY=OUR_KEY`)))
  return Object.fromEntries(given.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]))
}
