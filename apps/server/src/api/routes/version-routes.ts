import { routes } from '../route.ts'

const path = '/workflows/{workflowId}'

export const versionRoutes = routes('Versions', [
  { method: 'GET', path: `${path}/versions`, procedure: 'version.list', scope: 'read', summary: 'List versions', description: 'Newest first, without documents; and where the environments point.', slicing: { in: 'versions', by: ['number'], descending: true } },
  { method: 'POST', path: `${path}/versions`, procedure: 'version.publish', scope: 'edit', summary: 'Publish the draft', description: 'As the next version, if it passes every gate.', ifMatch: 'revision', caller: 'by', status: 201, location: '/workflows/{workflowId}/versions/{number}', example: { body: { note: 'charges before it ships' } } },
  { method: 'GET', path: `${path}/versions/{number}`, procedure: 'version.get', scope: 'read', summary: 'Get a version with its document', etag: 'contentHash' },
  { method: 'GET', path: `${path}/publish-check`, procedure: 'version.check', scope: 'read', summary: 'See what publishing would come to', description: 'Gate by gate: problems, expectations, coverage.' },
  { method: 'GET', path: `${path}/diff`, procedure: 'version.diff', scope: 'read', summary: 'Compare two versions', description: 'By number, or the draft.' },
  { method: 'POST', path: `${path}/versions/{number}/restore`, procedure: 'version.restore', scope: 'edit', summary: 'Make a version the draft again', ifMatch: 'revision', etag: 'revision' },
  { method: 'POST', path: `${path}/rebase`, procedure: 'version.rebase', scope: 'edit', summary: 'Count the draft as made from the newest version', ifMatch: 'revision', example: { body: { onto: 3 } } },
  { method: 'PUT', path: `${path}/environments/{environment}`, procedure: 'version.move', scope: 'edit', summary: 'Point an environment at a version', description: 'Promotes, rolls back, or begins a canary: `canary.share` of the callers (0 to 1) get `canary.number`.', example: { body: { number: 4, canary: { number: 5, share: 0.1 }, reason: 'try the new carrier' } } },
  { method: 'GET', path: `${path}/environment-moves`, procedure: 'version.moves', scope: 'read', summary: 'See where the environments have pointed', description: 'Newest first, the latest 200.', slicing: { by: ['at', 'environment'], descending: true } },
  { method: 'POST', path: `${path}/versions/{number}/retire`, procedure: 'version.retire', scope: 'edit', summary: 'Retire a version', description: 'Now or at a time; refused while somebody uses it.', example: { body: { reason: 'the carrier is gone' } } },
  { method: 'POST', path: `${path}/versions/{number}/revive`, procedure: 'version.revive', scope: 'edit', summary: 'Take a retirement back' },
  { method: 'GET', path: `${path}/outcomes`, procedure: 'version.outcomes', scope: 'read', summary: 'See how runs of each version have ended' },
  { method: 'GET', path: '/dependencies/{name}', procedure: 'version.graph', scope: 'read', summary: 'Draw who composes whom around a workflow' },
  { method: 'GET', path: '/dependents/{name}', procedure: 'version.dependents', scope: 'read', summary: 'List who composes a workflow', slicing: { by: ['name', 'version', 'reference'] } },
])
