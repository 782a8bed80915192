import { routes } from '../route.ts'

export const secretRoutes = routes('Secrets', [
  { method: 'GET', path: '/secrets', procedure: 'secret.list', scope: 'admin', summary: 'List secrets', description: 'Names and where they are used; never a value.', slicing: { by: ['name'] } },
  { method: 'PUT', path: '/secrets/{name}', procedure: 'secret.set', scope: 'admin', summary: 'Set a secret', description: 'In place of an earlier value. It cannot be read back.', example: { body: { value: 'sk-…' }, answer: { name: 'api_key', created: true } } },
  { method: 'DELETE', path: '/secrets/{name}', procedure: 'secret.remove', scope: 'admin', summary: 'Remove a secret' },
])

export const tokenRoutes = routes('Tokens', [
  { method: 'GET', path: '/tokens', procedure: 'token.list', scope: 'admin', summary: 'List API tokens', description: 'Newest first, revoked ones too.', slicing: { by: ['createdAt', 'id'], descending: true } },
  { method: 'POST', path: '/tokens', procedure: 'token.create', scope: 'admin', summary: 'Create an API token', description: 'Its secret is in this answer and nowhere else.', status: 201, once: true, example: { body: { name: 'nightly import', scopes: ['run'] } } },
  { method: 'DELETE', path: '/tokens/{id}', procedure: 'token.revoke', scope: 'admin', summary: 'Revoke an API token' },
])

export const serverRoutes = routes('Server', [
  { method: 'GET', path: '/health', procedure: 'system.health', scope: 'read', summary: 'See whether the server and its database answer' },
  { method: 'GET', path: '/doctor', procedure: 'system.doctor', scope: 'admin', summary: 'See what keeps the server from working', description: 'One line for each thing that was looked at, with what to do about it.' },
  { method: 'GET', path: '/system', procedure: 'system.info', scope: 'read', summary: 'See what this server is' },
  { method: 'GET', path: '/storage', procedure: 'storage.summary', scope: 'read', summary: 'See what is stored' },
  { method: 'PUT', path: '/storage/retention', procedure: 'storage.retention', scope: 'admin', summary: 'Set how long runs are kept', example: { body: { days: 90, failedDays: null } } },
  { method: 'POST', path: '/storage/clean-up-preview', procedure: 'storage.preview', scope: 'read', summary: 'See what a clean-up would remove' },
  { method: 'POST', path: '/storage/clean-up', procedure: 'storage.cleanUp', scope: 'admin', summary: 'Clean up now' },
  { method: 'POST', path: '/storage/compact', procedure: 'storage.compact', scope: 'admin', summary: 'Clean up and give all room back', description: 'Tables of a PostgreSQL server are locked while it lasts; nothing is written meanwhile.' },
  { method: 'GET', path: '/views', procedure: 'view.list', scope: 'read', summary: 'List saved filters of runs', slicing: { by: ['name', 'id'] } },
  { method: 'POST', path: '/views', procedure: 'view.save', scope: 'edit', summary: 'Save a filter', without: ['id'], status: 201, example: { body: { name: 'stuck', filter: { left: true } } } },
  { method: 'PUT', path: '/views/{id}', procedure: 'view.save', scope: 'edit', summary: 'Change a saved filter' },
  { method: 'DELETE', path: '/views/{id}', procedure: 'view.remove', scope: 'edit', summary: 'Remove a saved filter' },
])

export const coordinationRoutes = routes('Coordination', [
  { method: 'GET', path: '/claims/changes', procedure: 'claim.changes', scope: 'read', summary: 'Follow claims as they come and go', stream: { procedure: 'claim.changes', event: 'changed' } },
  { method: 'POST', path: '/claims/{id}/release', procedure: 'claim.release', scope: 'run', summary: 'Release a claim', description: 'The run that holds it does not hear of it.', caller: 'by', example: { body: { reason: 'the worker has died' } } },
  { method: 'GET', path: '/claims', procedure: 'claim.list', scope: 'read', summary: 'List claims', description: 'Newest first.', slicing: { native: true, by: ['claimedAt', 'id'], descending: true } },
  { method: 'GET', path: '/metrics', procedure: 'metric.list', scope: 'read', summary: 'List what metric steps have counted', slicing: { by: ['name', 'labels'] } },
  { method: 'GET', path: '/handoffs', procedure: 'handoff.list', scope: 'read', summary: 'List handoffs', description: 'Newest first.', slicing: { native: true, by: ['at', 'id'], descending: true } },
  { method: 'GET', path: '/agents', procedure: 'agent.list', scope: 'read', summary: 'List agents and how busy they are', slicing: { by: ['name'] } },
])
