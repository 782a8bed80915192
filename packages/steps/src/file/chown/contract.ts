import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

const MAX_ID = 4_294_967_294

export const chownConfig = z.strictObject({
  path: pathField('Path', 'The file or folder.'),
  uid: z.int().min(0).max(MAX_ID).optional().meta({ title: 'User' }).describe('The number of the user; as it is when left out.'),
  gid: z.int().min(0).max(MAX_ID).optional().meta({ title: 'Group' }).describe('The number of the group; as it is when left out.'),
  force: forceField(),
})

export const chownContract: KindContract = {
  kind: 'file.chown',
  title: 'Change owner',
  summary: 'Gives a file to another user or group.',
  docs: changingDocs('Takes `{ path, uid, gid, before: { uid, gid } }` as its value. Links are followed. Needs the privilege to give files away: mostly only root has it. The undo brings back bits of the mode that the system takes away with a change of owner.', '`FILE_NOT_FOUND`'),
  icon: 'file-user',
  group: 'action',
  keywords: ['file', 'chown', 'owner', 'user', 'group'],
  config: chownConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, uid: { type: 'integer' }, gid: { type: 'integer' }, before: { type: 'object' } } },
  effects: (step) => [`changes the owner of ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: (step) => [...checkTexts('path')(step), ...(step.config?.['uid'] === undefined && step.config?.['gid'] === undefined ? [{ path: '/config/uid', message: 'Neither a user nor a group is given. Set at least one of them.' }] : [])],
  examples: [{ title: 'Give it to the web server', step: { name: 'give', kind: 'file.chown', config: { path: 'public', uid: 33, gid: 33 } } }],
  fake: (step) => ({ path: configText(step, 'path'), uid: 0, gid: 0, before: { uid: 0, gid: 0 } }),
}
