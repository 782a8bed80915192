import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const composeContract: KindContract = {
  kind: 'compose',
  title: 'Workflow',
  summary: 'Runs another workflow as a step.',
  docs: 'Its arguments are the inputs of the other workflow, its value is that workflow\'s. They cannot be secrets, for inputs stand in the log: the other workflow takes its secrets itself. With a version, `book_trip@4f0c2a91` (the beginning of its content hash) or one of the library\'s, exactly that is run, or the document is refused. The inner steps stand in this run\'s log and are undone with it.\n\nErrors: those of its steps; `INPUT_ERROR` when the transform of one of its inputs fails.',
  icon: 'workflow',
  group: 'child',
  keywords: ['sub-workflow', 'call', 'child', 'library', 'reuse'],
  config: z.strictObject({ workflow: z.string().regex(/^[a-z][a-z0-9_]{0,63}(@[\w.-]+)?$/).meta({ title: 'Workflow' }).describe('Its name, or name@version to pin it.') }),
  effects: [],
  idempotent: true,
  native: true,
  examples: [{ title: 'Book a trip', step: { name: 'trip', kind: 'compose', config: { workflow: 'book_trip' }, arguments: [{ name: 'customer', from: { value: 'Ada' } }] } }],
  check: ({ arguments: list = [] }) =>
    list.flatMap(({ name, from }, at) => ('secret' in from ? [{ path: `/arguments/${at}/from`, message: `The argument "${name}" is a secret, and the inputs of a workflow stand in the log. Take the secret "${from.secret}" inside of the workflow, where it is used.` }] : [])),
  fake: () => null,
}
