/** The value of the steps that start and stop workers. */
export const WORKER_RESULT = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    role: { type: 'string' },
    pools: { type: 'array', items: { type: 'string' } },
    state: { type: 'string', enum: ['running', 'draining', 'stopped'] },
    starts: { type: 'integer', description: 'How often it was started.' },
    was: { description: 'What it was before; null when nobody knew it.' },
  },
  required: ['name', 'role', 'pools', 'state', 'starts', 'was'],
} as const
