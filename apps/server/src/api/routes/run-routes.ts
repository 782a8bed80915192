import { routes } from '../route.ts'

export const runRoutes = routes('Runs', [
  { method: 'GET', path: '/runs', procedure: 'run.list', scope: 'read', summary: 'List runs', description: 'Newest first; all conditions must hold.', spread: 'filter' },
  { method: 'POST', path: '/runs', procedure: 'run.start', scope: 'run', summary: 'Start a run', description: 'Of the draft, a version, or what an environment points at. A document or input with problems is refused with all of them, and nothing is started. With an idempotency key it is started once, whatever happens.', key: 'idempotencyKey', caller: 'canaryKey', status: 201, location: '/runs/{runId}', example: { body: { workflowId: '01jd0q2m8k', environment: 'live', input: { who: 'Ada' } }, answer: { runId: '01jd0q4x2v' } } },
  { method: 'GET', path: '/runs/count', procedure: 'run.count', scope: 'read', summary: 'Count runs by status', spread: 'filter' },
  { method: 'POST', path: '/runs/bulk', procedure: 'run.bulk', scope: 'run', summary: 'Act on many runs', description: 'Up to 5,000: those named, or all that a filter finds.', example: { body: { verb: 'cancel', runs: { ids: ['01jd0q4x2v'] } } } },
  { method: 'GET', path: '/runs/changes', procedure: 'run.changes', scope: 'read', summary: 'Follow runs as they start and change', stream: { procedure: 'run.changes', event: 'run' } },
  { method: 'GET', path: '/runs/{runId}', procedure: 'run.get', scope: 'read', summary: 'Get a run', etag: 'lastSeq' },
  { method: 'GET', path: '/runs/{runId}/events', procedure: 'run.eventPage', scope: 'read', summary: 'Read or follow the events of a run', description: 'As pages; or, with `Accept: text/event-stream`, as they happen: one message for each event, whose id is its number. `Last-Event-ID` goes on behind it.', following: { last: 'last', after: 'after' }, stream: { procedure: 'run.events', event: 'event', each: 'seq' } },
  { method: 'GET', path: '/runs/{runId}/children', procedure: 'run.children', scope: 'read', summary: 'List the runs that its steps have started', description: 'The first first, at most 200; with `step`, those of one step.' },
  { method: 'GET', path: '/runs/{runId}/waits', procedure: 'run.waits', scope: 'read', summary: 'See what a run waits for that has not begun' },
  { method: 'GET', path: '/runs/{runId}/log', procedure: 'run.log', scope: 'read', summary: 'Get the whole log with its large values' },
  { method: 'GET', path: '/runs/{runId}/values/{hash}', procedure: 'run.value', scope: 'read', summary: 'Get a large value that events name' },
  { method: 'GET', path: '/runs/{runId}/results', procedure: 'run.results', scope: 'read', summary: 'See how each step stands and what it has come to' },
  { method: 'GET', path: '/runs/{runId}/results/{step}', procedure: 'run.elementPage', scope: 'read', summary: 'Read or follow the results of a map', description: 'The elements of a map or reduce in the order in which they end. As pages; or, with `Accept: text/event-stream`, as they end: `element` messages, then `end`.', following: { last: 'last', after: 'after' }, stream: { procedure: 'run.elements', event: 'element', each: 'seq', within: 'index' } },
  { method: 'GET', path: '/runs/{runId}/compare/{otherId}', procedure: 'run.compare', scope: 'read', summary: 'Compare two runs', description: 'Where inputs, ways and values differ, step by step.' },
  { method: 'POST', path: '/workflows/{workflowId}/part-plan', procedure: 'run.planPart', scope: 'read', summary: 'See what running a part would do', example: { body: { target: 'charge', mode: 'to' } } },
])

const run = '/runs/{runId}'

export const verbRoutes = routes('Run verbs', [
  { method: 'GET', path: `${run}/cancel-preview`, procedure: 'run.cancelPreview', scope: 'read', summary: 'See what a cancel would undo', description: 'null: it would do nothing.' },
  { method: 'POST', path: `${run}/cancel`, procedure: 'run.cancel', scope: 'run', summary: 'Cancel a run', description: 'And undo what it has done. With `expect`, the paths of the preview, it undoes exactly those or is refused.', example: { body: { expect: ['charge'] } } },
  { method: 'POST', path: `${run}/halt`, procedure: 'run.halt', scope: 'run', summary: 'Halt a run', description: 'Steps in flight end first.', example: { body: { reason: 'the warehouse is closed' } } },
  { method: 'POST', path: `${run}/resume`, procedure: 'run.resume', scope: 'run', summary: 'Let a halted run go on', example: { body: { payload: { approved: true } } } },
  { method: 'POST', path: `${run}/take-up`, procedure: 'run.takeUp', scope: 'run', summary: 'Take up a run that stands still', description: 'It goes on from its log on the server that is asked; what was in flight is in doubt.' },
  { method: 'POST', path: `${run}/retry-now`, procedure: 'run.retryNow', scope: 'run', summary: 'End the wait before the next attempt' },
  { method: 'POST', path: `${run}/again`, procedure: 'run.again', scope: 'run', summary: 'Run again', description: 'A new run, from the start, the failure or a step; it takes over what still holds.', status: 201, location: '/runs/{runId}', example: { body: { from: 'failure' } } },
  { method: 'POST', path: `${run}/again-plan`, procedure: 'run.againPlan', scope: 'read', summary: 'See what running again would take over' },
  { method: 'POST', path: `${run}/restart`, procedure: 'run.again', scope: 'run', summary: 'Run again from a step', description: 'That step and all that depends on it are carried out anew in a new run.', names: { step: 'from.step' }, without: ['from'], status: 201, location: '/runs/{runId}', example: { body: { step: 'charge' } } },
  { method: 'POST', path: `${run}/undo`, procedure: 'run.undo', scope: 'run', summary: 'Undo a run that has succeeded' },
  { method: 'POST', path: `${run}/resolve-undo`, procedure: 'run.resolveUndo', scope: 'run', summary: 'Settle an undo that has failed', example: { body: { resolution: { step: 'charge', how: 'done_outside', reason: 'refunded by hand' } } } },
  { method: 'POST', path: `${run}/adapt`, procedure: 'run.adapt', scope: 'run', summary: 'Let a halted run go on with another document' },
  { method: 'POST', path: `${run}/accept-override`, procedure: 'run.acceptOverride', scope: 'edit', summary: 'Take the override of a run that succeeded over into the draft' },
  { method: 'POST', path: `${run}/fork`, procedure: 'run.fork', scope: 'edit', summary: 'Make a workflow of what a run goes by', description: 'With `at` as it was after that event; with `fixture` a fixture of that name has its input and what its steps had come to by then.', example: { body: { at: 17, fixture: 'as it ran' } }, status: 201, location: '/workflows/{id}', etag: 'revision' },
  { method: 'POST', path: `${run}/fixture`, procedure: 'fixture.fromRun', scope: 'edit', summary: 'Keep a run as a fixture', status: 201, example: { body: { name: 'a good order' } } },
  { method: 'POST', path: `${run}/signals`, procedure: 'run.signal', scope: 'run', summary: 'Send a signal', description: 'To a step that waits for it, or will.', example: { body: { name: 'paid', payload: { amount: 40 } }, answer: { delivered: true } } },
])
