import type { EventData } from '../event/event.ts'

/** `rerun`: an attempt in doubt that is carried out again only to learn what there is to undo. `next`: what follows a round. */
export type Duty = 'run' | 'rerun' | 'judge' | 'compensate' | 'check' | 'undo' | 'next'

/** Why nothing is known of an attempt. */
export type Doubt = Pick<EventData['step.interrupted'], 'cause' | 'error'>
