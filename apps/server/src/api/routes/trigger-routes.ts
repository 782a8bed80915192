import { routes } from '../route.ts'

export const triggerRoutes = routes('Triggers', [
  { method: 'GET', path: '/triggers', procedure: 'trigger.list', scope: 'read', summary: 'List triggers', description: 'What starts runs by itself; of one workflow, or of all.', slicing: { by: ['name', 'id'] } },
  { method: 'POST', path: '/triggers', procedure: 'trigger.save', scope: 'edit', summary: 'Make a trigger, or change one', description: 'With an `id` and the `revision` that was read it changes that one.' },
  { method: 'GET', path: '/triggers/changes', procedure: 'trigger.changes', scope: 'read', summary: 'Follow triggers as they change and fire', stream: { procedure: 'trigger.changes', event: 'triggers' } },
  { method: 'POST', path: '/triggers/preview', procedure: 'trigger.preview', scope: 'read', summary: 'See the input that a run would get', description: 'Nothing is started.' },
  { method: 'POST', path: '/triggers/times', procedure: 'trigger.times', scope: 'read', summary: 'See when a schedule would be due' },
  { method: 'GET', path: '/triggers/{id}', procedure: 'trigger.get', scope: 'read', summary: 'Get a trigger', description: 'With its next five times.', etag: 'revision' },
  { method: 'DELETE', path: '/triggers/{id}', procedure: 'trigger.remove', scope: 'edit', summary: 'Remove a trigger', description: 'Its runs stay.' },
  { method: 'POST', path: '/triggers/{id}/enable', procedure: 'trigger.enable', scope: 'edit', summary: 'Enable or pause a trigger', example: { body: { enabled: false } } },
  { method: 'POST', path: '/triggers/{id}/fire', procedure: 'trigger.fire', scope: 'run', summary: 'Fire a trigger now', description: 'With a payload, or a sample of what it waits for.', key: 'idempotencyKey', refusal: { field: 'state', value: 'refused' } },
  { method: 'GET', path: '/triggers/{triggerId}/firings', procedure: 'trigger.firings', scope: 'read', summary: 'List what a trigger has fired', description: 'Newest first.' },
])
