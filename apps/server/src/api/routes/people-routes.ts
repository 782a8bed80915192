import { routes } from '../route.ts'

export const inboxRoutes = routes('Inbox', [
  { method: 'GET', path: '/inbox', procedure: 'inbox.list', scope: 'read', summary: 'List questions to people', description: 'Newest first.' },
  { method: 'GET', path: '/inbox/changes', procedure: 'inbox.changes', scope: 'read', summary: 'Follow how many questions are open', stream: { procedure: 'inbox.changes', event: 'open' } },
  { method: 'POST', path: '/inbox/{id}/answer', procedure: 'inbox.answer', scope: 'run', summary: 'Answer a question', caller: 'by', example: { body: { choice: 'approve', note: 'looks right' }, answer: { answered: true } } },
  { method: 'GET', path: '/notices', procedure: 'notice.list', scope: 'read', summary: 'List notices', description: 'Newest first.', slicing: { native: true, by: ['at', 'key'], descending: true } },
  { method: 'POST', path: '/notices/read', procedure: 'notice.read', scope: 'run', summary: 'Mark notices as read' },
])

export const taskRoutes = routes('Tasks', [
  { method: 'GET', path: '/tasks', procedure: 'task.list', scope: 'read', summary: 'List tasks of workers outside', description: 'What is offered or claimed; the latest offer first.' },
  { method: 'POST', path: '/tasks/claim', procedure: 'task.claim', scope: 'run', summary: 'Claim the next task of some queues', description: 'Waits up to `waitSeconds` for one; `task` is null when none came. The worker has it until `leaseUntil`, which heartbeats extend, and says its `fence` in all it tells of it.', caller: 'worker', example: { body: { queues: ['print'], worker: 'printer-2', waitSeconds: 20 } } },
  { method: 'POST', path: '/tasks/{id}/heartbeat', procedure: 'task.heartbeat', scope: 'run', summary: 'Keep a task, and tell how far it is', description: '`wanted` is false when the run no longer wants it: stop, and complete, fail or release it.', example: { body: { fence: 1, progress: { page: 3 } } } },
  { method: 'POST', path: '/tasks/{id}/release', procedure: 'task.release', scope: 'run', summary: 'Give a task back', description: 'Nothing of it has been done; it is offered again.', example: { body: { fence: 1, note: 'out of paper' }, answer: { released: true } } },
  { method: 'POST', path: '/tasks/{id}/complete', procedure: 'task.complete', scope: 'run', summary: 'Complete a task with its result', description: 'A result that does not fit the step’s schema is refused, and the task stays with its worker.', example: { body: { fence: 1, value: { pages: 3 } }, answer: { completed: true } } },
  { method: 'POST', path: '/tasks/{id}/fail', procedure: 'task.fail', scope: 'run', summary: 'Say that a task has failed', description: 'The step’s retry, rules and rollback follow.', example: { body: { fence: 1, code: 'PAPER_JAM', message: 'the paper jammed', retryable: true }, answer: { failed: true } } },
  { method: 'POST', path: '/tasks/{id}/take-back', procedure: 'task.takeBack', scope: 'run', summary: 'Take a task from the worker that has it', description: 'It is offered again; what the worker says of it from then on is refused. Who did it and why stand in the log of the run.', caller: 'by', example: { body: { by: 'Ada', reason: 'the worker hangs' }, answer: { takenBack: true } } },
  { method: 'POST', path: '/tasks/{id}/settle', procedure: 'task.settle', scope: 'run', summary: 'Say in place of a worker what came of a task', description: 'Whoever has it. A result that does not fit the step’s schema is refused, and the task is offered again.', caller: 'by', example: { body: { by: 'Ada', reason: 'printed at the counter', outcome: { kind: 'ok', value: { pages: 3 } } }, answer: { settled: true } } },
  { method: 'GET', path: '/tasks/changes', procedure: 'task.changes', scope: 'read', summary: 'Follow tasks as they come, go and change hands', stream: { procedure: 'task.changes', event: 'changed' } },
])

export const failureRoutes = routes('Failures', [
  { method: 'GET', path: '/failures', procedure: 'failure.list', scope: 'read', summary: 'List failures by reason', description: 'The latest first, at most 500 reasons.', slicing: { by: ['lastAt', 'fingerprint'], descending: true } },
  { method: 'POST', path: '/failures/triage', procedure: 'failure.triage', scope: 'run', summary: 'Give failures an owner, or say that they are dealt with', example: { body: { fingerprints: ['5b1f…'], owner: 'Ada' } } },
])

export const workbenchRoutes = routes('Workbench', [
  { method: 'GET', path: '/workbench', procedure: 'workbench.list', scope: 'read', summary: 'List undos that failed and attempts in doubt', description: 'Of all runs, oldest first, at most 1,000.', slicing: { in: 'items', by: ['since', 'runId', 'step'] } },
  { method: 'GET', path: '/workbench/changes', procedure: 'workbench.changes', scope: 'read', summary: 'Follow how much needs a person', stream: { procedure: 'workbench.changes', event: 'total' } },
  { method: 'POST', path: '/workbench/note', procedure: 'workbench.note', scope: 'run', summary: 'Note an owner or a time beside open items' },
  { method: 'POST', path: '/workbench/resolve', procedure: 'workbench.resolve', scope: 'run', summary: 'Settle many open items', example: { body: { items: [{ runId: '01jd0q4x2v', step: 'charge' }], settling: { how: 'skipped', reason: 'the order was never billed' } } } },
])
