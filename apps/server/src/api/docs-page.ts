import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const here = (file: string) => readFileSync(new URL(`./page/${file}`, import.meta.url))

/** `/api`: the documentation of the HTTP API, to be read and tried out. All of it comes from here: it works without a network. */
export function addDocsPage(app: FastifyInstance): void {
  const files = {
    'docs.js': { type: 'text/javascript', content: here('docs.js') },
    'docs.css': { type: 'text/css', content: here('docs.css') },
    'viewer.js': { type: 'text/javascript', content: readFileSync(join(viewer, 'swagger-ui-bundle.js')) },
    'viewer.css': { type: 'text/css', content: readFileSync(join(viewer, 'swagger-ui.css')) },
  }
  const page = here('index.html')
  for (const address of ['/api', '/api/']) app.get(address, (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page))
  for (const [name, { type, content }] of Object.entries(files)) app.get(`/api/page/${name}`, (_request, reply) => reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(content))
}
