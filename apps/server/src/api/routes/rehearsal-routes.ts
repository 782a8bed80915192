import { routes } from '../route.ts'

const workflow = '/workflows/{workflowId}'

export const fixtureRoutes = routes('Fixtures', [
  { method: 'GET', path: `${workflow}/fixtures`, procedure: 'fixture.list', scope: 'read', summary: 'List fixtures', slicing: { by: ['fixture.name', 'id'] } },
  { method: 'POST', path: `${workflow}/fixtures`, procedure: 'fixture.save', scope: 'edit', summary: 'Create a fixture', without: ['base'], status: 201, etag: 'revision', example: { body: { fixture: { name: 'a big order', input: { total: 4000 }, pins: {} } } } },
  { method: 'PUT', path: `${workflow}/fixtures/{fixtureId}`, procedure: 'fixture.save', scope: 'edit', summary: 'Save a fixture', names: { fixtureId: 'base.id' }, without: ['base'], ifMatch: 'base.revision', etag: 'revision' },
  { method: 'DELETE', path: '/fixtures/{id}', procedure: 'fixture.remove', scope: 'edit', summary: 'Remove a fixture' },
])

export const expectationRoutes = routes('Expectations', [
  { method: 'GET', path: `${workflow}/expectations`, procedure: 'expectation.list', scope: 'read', summary: 'List what failures are to come to', slicing: { by: ['fixture', 'step', 'kind'] } },
  { method: 'PUT', path: `${workflow}/expectations`, procedure: 'expectation.save', scope: 'edit', summary: 'Set expectations', description: 'One for each cell and fixture; the last counts.', example: { body: { expectations: [{ fixture: '', step: 'charge', kind: 'fail', end: 'rolled_back', undone: ['reserve'], residue: [] }] } } },
  { method: 'POST', path: `${workflow}/expectations/remove`, procedure: 'expectation.remove', scope: 'edit', summary: 'Remove expectations' },
])
