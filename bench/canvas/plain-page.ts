import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkflowDocument } from '@eddy/workflow'
import type { BrowserContext, Page } from '@playwright/test'
import { build } from 'vite'

const TYPES: { readonly [extension: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** A page with React Flow and nothing else, for the same nodes and edges. */
export interface PlainPage {
  readonly open: (context: BrowserContext, document: WorkflowDocument, view: { readonly x: number; readonly y: number; readonly zoom: number }) => Promise<Page>
}

/** Builds the page like a product; its files are handed to the browser without a server. */
export async function plainPage(): Promise<PlainPage> {
  const root = fileURLToPath(new URL('plain', import.meta.url))
  const outDir = fileURLToPath(new URL('../node_modules/.cache/plain', import.meta.url))
  await build({ root, base: './', logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 2000 }, oxc: { jsx: { runtime: 'automatic' } } })
  return {
    open: async (context, document, { x, y, zoom }) => {
      const page = await context.newPage()
      await page.route('http://plain.invalid/**', (route) => {
        const { pathname } = new URL(route.request().url())
        if (pathname === '/document.json') return route.fulfill({ contentType: 'application/json', body: JSON.stringify(document) })
        const file = pathname === '/' ? '/index.html' : pathname
        return route.fulfill({ contentType: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(join(outDir, file)) })
      })
      await page.goto(`http://plain.invalid/?x=${x}&y=${y}&zoom=${zoom}`)
      await page.waitForFunction(() => performance.getEntriesByName('eddy:drawn').length > 0, undefined, { timeout: 180_000, polling: 100 })
      await page.waitForTimeout(1000)
      return page
    },
  }
}
