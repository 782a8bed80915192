import type { APIRequestContext, Page } from '@playwright/test'
import { expect } from './page.ts'

export interface Doc {
  readonly name: string
  readonly title?: string
  readonly steps: readonly { readonly [field: string]: unknown }[]
  readonly [field: string]: unknown
}

const answer = async (response: { readonly json: () => Promise<{ result?: { data: unknown }; error?: { message: string } }>; readonly ok: () => boolean }): Promise<never> => {
  const body = await response.json()
  if (!response.ok() || body.result === undefined) throw new Error(body.error?.message ?? 'refused')
  // tests know what they have asked for
  return body.result.data as never
}

export const ask = async <T>(request: APIRequestContext, procedure: string, input: unknown): Promise<T> => answer(await request.get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`))
export const tell = async <T>(request: APIRequestContext, procedure: string, input: unknown): Promise<T> => answer(await request.post(`/trpc/${procedure}`, { data: input }))

export const create = async (request: APIRequestContext, document: Doc) => (await tell<{ id: string }>(request, 'workflow.create', { document: { eddy: 1, ...document } })).id

export async function save(request: APIRequestContext, id: string, change: (document: Doc) => Doc): Promise<void> {
  const { document, revision } = await ask<{ document: Doc; revision: number }>(request, 'workflow.get', { id })
  await tell(request, 'workflow.save', { id, document: change(document), baseRevision: revision })
}

export async function publish(request: APIRequestContext, workflowId: string, note = ''): Promise<void> {
  const { revision } = await ask<{ revision: number }>(request, 'workflow.get', { id: workflowId })
  await tell(request, 'version.publish', { workflowId, revision, note })
}

export const move = (request: APIRequestContext, workflowId: string, number: number) => tell(request, 'version.move', { workflowId, environment: 'live', number })

export async function openEditor(page: Page, id: string): Promise<void> {
  await page.goto(`/workflow/${id}`)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
}

export const panel = (page: Page) => page.getByRole('complementary', { name: 'Versions' })
export const item = (page: Page, number: number) => panel(page).getByRole('listitem', { name: `Version ${number}`, exact: true })

export async function verb(page: Page, number: number, name: string | RegExp): Promise<void> {
  await panel(page).getByRole('button', { name: `What to do with version ${number}` }).click()
  await page.getByRole('menuitem', { name }).click()
}
