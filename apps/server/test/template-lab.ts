import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '@eddy/demo'
import { createGates, memoryPorts, plan, startRun, systemClock, type RunEvent, type RunHandle, type RunResult } from '@eddy/engine'
import { memoryCacheStore, resultCache } from '@eddy/middleware'
import { catalog } from '@eddy/steps/contract'
import { createEvaluator, createExecutor, createMemoryCoordination, createMemoryWorkflows, type Coordination, type MemoryWorkflows } from '@eddy/steps/run'
import { contentHash, resolveInputs, type WorkflowDocument } from '@eddy/workflow'
import { putFiles } from '../src/template/put-files.ts'
import type { TemplateSample } from '../src/template/stored-template.ts'
import type { Template } from '../src/template/templates.ts'
import { readTemplates } from '../src/template/templates.ts'

/** What is in the world: what the demo service holds, and every file with its content. */
export interface World {
  readonly demo: { readonly [path: string]: readonly unknown[] }
  readonly files: { readonly [path: string]: string }
  /** What steps have published. */
  readonly workflows: readonly string[]
}

export interface TemplateLab {
  readonly template: Template
  readonly workspace: string
  run(sample: TemplateSample): Promise<{ readonly result: RunResult; readonly events: readonly RunEvent[] }>
  world(): Promise<World>
  /** Keys of claims that have been taken and not released. */
  claimsHeld(): readonly string[]
  close(): Promise<void>
}

/** A demo service, a files folder and an engine of its own for one template, with its files put in place. */
export async function openTemplateLab(name: string): Promise<TemplateLab> {
  const demo = await startDemo({ port: 0 })
  const home = await mkdtemp(join(tmpdir(), 'eddy-template-'))
  const [workspace, journal] = [join(home, 'workspace'), join(home, 'journal')]
  await Promise.all([mkdir(workspace), mkdir(journal)])
  const template = readTemplates(demo.url).find((one) => one.name === name)
  if (!template) throw new Error(`there is no template ${name}`)
  await putFiles(workspace, template.files ?? {})
  let handle: RunHandle | undefined
  const { coordination, held } = watchedCoordination()
  const evaluator = createEvaluator()
  const gates = createGates({ clock: systemClock })
  const workflows: MemoryWorkflows = createMemoryWorkflows({ catalog, ports: () => memoryPorts({ executor, evaluator, gates }) })
  const executor: ReturnType<typeof createExecutor> = createExecutor({
    workflows,
    http: { allowedHosts: [new URL(demo.url).host] },
    files: { workspace, journal },
    coordination,
    notify: async () => undefined,
    sendSignal: async ({ name: signal, correlation, payload }) => ({ delivered: handle?.signal({ name: signal, payload, ...(correlation === undefined ? {} : { correlation }) }) ? 1 : 0 }),
  })
  const run: TemplateLab['run'] = async (sample) => {
    const { document } = template
    const resolved = resolveInputs(document, sample.input)
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
    const ports = memoryPorts({ executor, evaluator, gates, middleware: [resultCache({ store: memoryCacheStore(), evaluator, now: Date.now })] })
    const started = startRun({ runId: randomUUID(), plan: plan(document, { catalog, workflow: composedBy(template), hash: contentHash(document) }), input: resolved.input, ports })
    handle = started
    for (const signal of sample.signals ?? []) started.signal(signal)
    return { result: await started.settled(), events: ports.journal.events }
  }
  const collection = async (path: string) => [path, (await (await fetch(demo.url + path)).json()) as readonly unknown[]] as const
  return {
    template,
    workspace,
    run,
    claimsHeld: () => [...held],
    world: async () => ({ demo: Object.fromEntries(await Promise.all(['/reservations', '/payments', '/deployments', '/tokens', '/notify'].map(collection))), files: await filesIn(workspace), workflows: workflows.published }),
    close: async () => {
      await Promise.all([executor.close(), evaluator.close(), demo.close()])
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Opens a lab, and closes it whatever happens. */
export async function withLab(name: string, act: (lab: TemplateLab) => Promise<void>): Promise<void> {
  const lab = await openTemplateLab(name)
  try {
    await act(lab)
  } finally {
    await lab.close()
  }
}

function watchedCoordination(): { readonly coordination: Coordination; readonly held: ReadonlySet<string> } {
  const inner = createMemoryCoordination()
  const held = new Set<string>()
  const coordination: Coordination = {
    ...inner,
    async take(wish) {
      const answer = await inner.take(wish)
      if ('taken' in answer) for (const { key } of answer.taken) held.add(key)
      return answer
    },
    async release(release) {
      const ended = await inner.release(release)
      for (const { key } of ended) held.delete(key)
      return ended
    },
  }
  return { coordination, held }
}

export function composedBy(template: Template): (reference: string) => WorkflowDocument | undefined {
  return (reference) => template.composes?.find((document) => document.name === reference)
}

async function filesIn(folder: string): Promise<{ readonly [path: string]: string }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const contents = entries.map(async (entry) => [join(entry.parentPath, entry.name).slice(folder.length + 1), entry.isFile() ? await readFile(join(entry.parentPath, entry.name), 'utf8') : 'a folder'] as const)
  return Object.fromEntries((await Promise.all(contents)).toSorted(([one], [other]) => one.localeCompare(other)))
}
