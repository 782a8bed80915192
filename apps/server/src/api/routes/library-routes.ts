import { routes } from '../route.ts'

export const libraryRoutes = routes('Library', [
  { method: 'GET', path: '/library', procedure: 'library.search', scope: 'read', summary: 'Search the library' },
  { method: 'POST', path: '/library', procedure: 'library.publish', scope: 'edit', summary: 'Share a published version', caller: 'by', status: 201, example: { body: { workflowId: '01jd0q2m8k', version: 3, category: 'Payments' } } },
  { method: 'GET', path: '/library/facets', procedure: 'library.facets', scope: 'read', summary: 'See what a search can be narrowed by' },
  { method: 'POST', path: '/library/templates', procedure: 'library.saveTemplate', scope: 'edit', summary: 'Share a document as a template', description: 'A workflow of its own is made of it, published and shared: all or nothing. The same name and content is the same template.', caller: 'by', status: 201, example: { body: { name: 'reserve_rooms', document: { eddy: 1, name: 'reserve_rooms', steps: [{ name: 'rooms', kind: 'debug' }] } } } },
  { method: 'GET', path: '/workflows/{workflowId}/installation', procedure: 'library.installation', scope: 'read', summary: 'Where a workflow came from', description: 'Null when it did not come from the library.' },
  { method: 'GET', path: '/workflows/{workflowId}/published-entry', procedure: 'library.published', scope: 'read', summary: 'See what was said of a workflow when it was shared last' },
  { method: 'GET', path: '/library/suggestions', procedure: 'library.suggestions', scope: 'read', summary: 'See what recurs in successful runs', description: 'Parts of workflows that succeeded at least so often in the last 30 days and are not in the library.' },
  { method: 'GET', path: '/library/updates', procedure: 'library.updates', scope: 'read', summary: 'List installed workflows that have a newer version', slicing: { by: ['workflowId'] } },
  { method: 'POST', path: '/library/export', procedure: 'library.export', scope: 'read', summary: 'Export entries as a signed bundle', example: { body: { names: ['take_payment'] } } },
  { method: 'POST', path: '/library/import', procedure: 'library.import', scope: 'admin', summary: 'Import a signed bundle' },
  { method: 'GET', path: '/library/{name}', procedure: 'library.get', scope: 'read', summary: 'Get an entry', description: 'What it needs and does, how it fails, its versions and ratings.' },
  { method: 'POST', path: '/library/{name}/install-plan', procedure: 'library.installPlan', scope: 'read', summary: 'See what installing would do' },
  { method: 'POST', path: '/library/{name}/install', procedure: 'library.install', scope: 'edit', summary: 'Install an entry', key: 'idempotencyKey', status: 201, location: '/workflows/{workflowId}', example: { body: { mode: 'copy' } } },
  { method: 'POST', path: '/library/{name}/ratings', procedure: 'library.rate', scope: 'edit', summary: 'Rate an entry', caller: 'by', example: { body: { stars: 5, by: 'Ada' } } },
  { method: 'POST', path: '/library/{name}/retire', procedure: 'library.retire', scope: 'edit', summary: 'Take an entry out of the list, or back in' },
  { method: 'GET', path: '/workflows/{workflowId}/update-plan', procedure: 'library.updatePlan', scope: 'read', summary: 'See what updating an installed workflow would do', etag: 'revision' },
  { method: 'POST', path: '/workflows/{workflowId}/update', procedure: 'library.update', scope: 'edit', summary: 'Update an installed workflow', ifMatch: 'revision', etag: 'revision' },
])
