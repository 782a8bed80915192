import { routes } from '../route.ts'

const document = { eddy: 1, name: 'greet', steps: [{ name: 'hello', kind: 'expression', config: { expr: '"Hello " & who' }, arguments: [{ name: 'who', from: { input: 'who' } }] }], inputs: [{ name: 'who', schema: { type: 'string' } }] }

export const workflowRoutes = routes('Workflows', [
  { method: 'GET', path: '/workflows', procedure: 'workflow.list', scope: 'read', summary: 'List workflows', description: 'Latest change first.', slicing: { by: ['updatedAt', 'id'], descending: true } },
  { method: 'POST', path: '/workflows', procedure: 'workflow.create', scope: 'edit', summary: 'Create a workflow', description: 'From a document, a template’s name, or blank. A taken name gets a number.', status: 201, location: '/workflows/{id}', etag: 'revision', example: { body: { document } } },
  { method: 'POST', path: '/workflows/validate', procedure: 'workflow.validate', scope: 'read', summary: 'Validate a document', description: 'All problems at once; nothing is kept.', example: { body: { document } } },
  { method: 'POST', path: '/workflows/plan-goal', procedure: 'workflow.planGoal', scope: 'edit', summary: 'Plan a workflow from a goal', description: 'A sentence is taken apart into sub-goals, each with a step and its undo; `document` is the workflow that they make. Nothing is kept: create a workflow with the document.', example: { body: { goal: 'book a flight and a hotel, then charge the card' } } },
  { method: 'POST', path: '/workflows/import-file', procedure: 'workflow.importFile', scope: 'edit', summary: 'Make a workflow of a file', description: 'Of any format that can be read, or of an older one of Eddy: a draft, or an entry of the library. With an idempotency key it is made once.', key: 'idempotencyKey', status: 201, example: { body: { text: 'flowchart LR\n  a[Fetch] --> b[Store]', name: 'fetch_and_store', into: 'draft' } } },
  { method: 'POST', path: '/workflows/import', procedure: 'workflow.import', scope: 'read', summary: 'Read a workflow of another tool', description: 'A text of Eddy, n8n, Mermaid or a state machine as a document, with what became of everything in it. Nothing is kept: create a workflow with the document.', example: { body: { text: 'flowchart LR\n  a[Fetch] --> b[Store]' } } },
  { method: 'GET', path: '/workflows/{id}', procedure: 'workflow.get', scope: 'read', summary: 'Get a workflow', description: 'The draft as it is. Its ETag is what a save names in If-Match.', etag: 'revision' },
  { method: 'PUT', path: '/workflows/{id}', procedure: 'workflow.save', scope: 'edit', summary: 'Save a workflow', description: 'The whole document, made from the revision in If-Match; when the stored one has moved on, 412 with that one.', ifMatch: 'baseRevision', etag: 'revision', without: ['session'], example: { body: { document } } },
  { method: 'DELETE', path: '/workflows/{id}', procedure: 'workflow.remove', scope: 'edit', summary: 'Remove a workflow', description: 'Its runs stay.' },
  { method: 'GET', path: '/workflows/{id}/export', procedure: 'workflow.export', scope: 'read', summary: 'Export a workflow', description: 'As the text of a file: the document as JSON, or Mermaid.' },
  { method: 'GET', path: '/templates', procedure: 'template.list', scope: 'read', summary: 'List starter templates', slicing: { by: ['name'] } },
])
