import { describe, expect, it } from 'vitest'
import type { RunSummary, StepStatus, StepView } from '@eddy/engine'
import { runSentence } from './run-sentence.ts'

const titles: { readonly [path: string]: string } = { flight: 'Reserve flight', hotel: 'Reserve hotel', charge: 'Charge card', mail: 'Send confirmation', check: 'Check stock' }
const declined = { code: 'HTTP_STATUS', message: 'The card was declined', step: 'charge', retryable: true }

function step(path: string, status: StepStatus, more: Partial<StepView> = {}): StepView {
  return { path, status, attempt: 1, attempts: [], ...more }
}

function say(run: Partial<RunSummary>, steps: readonly StepView[]): string {
  const whole: RunSummary = { status: 'running', seq: 1, forward: 'running', rollback: 'none', undone: [], left: [], residue: [], ...run }
  return runSentence({ run: whole, steps, titleOf: (path) => titles[path] ?? path })
}

describe('runSentence', () => {
  it('says what failed after how many attempts, and what was undone', () => {
    expect(say({ forward: 'failed', rollback: 'complete', error: declined, undone: ['hotel', 'flight'] }, [step('charge', 'failed', { attempt: 3 })])).toBe(
      'Charge card failed after 3 attempts: The card was declined. Reserve hotel and Reserve flight were undone.',
    )
  })

  it('counts what could not be undone where there are too many to say why of each', () => {
    const left = Array.from({ length: 2000 }, (_, at) => `s${at}`)
    expect(say({ forward: 'failed', rollback: 'incomplete', error: declined, undone: ['flight'], left, residue: left }, [step('charge', 'failed')])).toBe(
      'Charge card failed: The card was declined. Reserve flight was undone. s0, s1, s2 and 1997 more could not be undone and are still in place.',
    )
  })

  it('says a reason once for all that could not be undone because of it', () => {
    const stuck = (path: string, message: string) => step(path, 'undo_failed', { undo: { attempts: [], startedAt: 1, status: 'failed', order: 0, error: { code: 'E', message, retryable: true } } })
    const steps = [stuck('hotel', 'The hotel answered 503'), stuck('mail', 'It was read'), stuck('flight', 'The hotel answered 503'), step('charge', 'failed')]
    expect(say({ forward: 'failed', rollback: 'incomplete', error: declined, left: ['hotel', 'mail', 'flight'], residue: ['hotel', 'mail', 'flight'] }, steps)).toBe(
      'Charge card failed: The card was declined. Nothing could be undone. Reserve hotel and Reserve flight could not be undone and are still in place: The hotel answered 503. Send confirmation could not be undone and is still in place: It was read.',
    )
  })

  it('says what could not be undone and why, and what stays', () => {
    const hotel = step('hotel', 'undo_failed', { undo: { attempts: [], startedAt: 1, status: 'failed', order: 0, error: { code: 'HTTP_STATUS', message: 'The hotel answered 503.', retryable: true } } })
    expect(say({ forward: 'failed', rollback: 'incomplete', error: declined, undone: ['flight'], left: ['hotel'], residue: ['hotel', 'mail'] }, [hotel, step('charge', 'failed')])).toBe(
      'Charge card failed: The card was declined. Reserve flight was undone. Reserve hotel could not be undone and is still in place: The hotel answered 503. Send confirmation stays in place: there is no undo for it.',
    )
  })

  it('tells what a person has undone outside apart from what the run has undone', () => {
    const hotel = step('hotel', 'undone', { undo: { attempts: [], startedAt: 1, status: 'failed', order: 0 } })
    const failed = { forward: 'failed', rollback: 'complete', error: declined } as const
    expect(say({ ...failed, undone: [] }, [hotel, step('charge', 'failed')])).toBe('Charge card failed: The card was declined. Reserve hotel was undone outside, as a person has said.')
    expect(say({ ...failed, undone: ['flight'] }, [hotel, step('charge', 'failed')])).toBe('Charge card failed: The card was declined. Reserve flight was undone. Reserve hotel was undone outside, as a person has said.')
  })

  it('counts what is being undone', () => {
    const undone = step('hotel', 'undone', { undo: { attempts: [], startedAt: 1, endedAt: 2, status: 'done', order: 0 } })
    expect(say({ forward: 'failed', rollback: 'running', error: declined }, [undone, step('charge', 'failed')])).toBe('Charge card failed: The card was declined. What the run has done is being undone: 1 so far.')
  })

  it('says that nothing had to be undone', () => {
    expect(say({ forward: 'failed', rollback: 'complete', error: declined }, [])).toBe('Charge card failed: The card was declined. There was nothing to undo.')
  })

  it('tells a later undo of a success from a rollback', () => {
    expect(say({ forward: 'succeeded', rollback: 'complete', undone: ['flight'] }, [step('flight', 'undone')])).toBe('1 step succeeded. Reserve flight was undone afterwards.')
  })

  it('says who works, who is about to try again and who waits', () => {
    expect(say({}, [step('flight', 'running'), step('hotel', 'running'), step('charge', 'retrying'), step('check', 'waiting')])).toBe(
      'Reserve flight and Reserve hotel are running; Charge card is about to try again; Check stock is waiting.',
    )
  })

  it('asks for a word on what is in doubt, and names where a run halted', () => {
    expect(say({ forward: 'halted' }, [step('charge', 'in_doubt')])).toBe('It is not known whether Charge card took effect: somebody has to say.')
    expect(say({ forward: 'halted' }, [step('charge', 'halted')])).toBe('The run halted at Charge card and waits to be resumed.')
  })

  it('says what failed while steps in flight are awaited', () => {
    expect(say({ status: 'failing', error: declined }, [step('charge', 'failed'), step('hotel', 'running')])).toBe(
      'Charge card failed: The card was declined. Steps in flight are awaited before anything is undone.',
    )
  })

  it('says that a cancelled run was left as it is', () => {
    expect(say({ status: 'cancelled', forward: 'cancelled' }, [])).toBe('The run was cancelled. What it had done was left as it is.')
    expect(say({ status: 'cancelling', forward: 'cancelled' }, [])).toBe('The run is being cancelled: steps in flight are told to stop.')
  })

  it('counts names beyond three', () => {
    expect(say({ forward: 'cancelled', rollback: 'complete', undone: ['a', 'b', 'c', 'd', 'e'] }, [])).toBe('The run was cancelled. a, b, c and 2 more were undone.')
  })
})
