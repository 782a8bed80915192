import type { WorkflowDocument } from '@eddy/workflow'

/** A small saga with everything that commands have to keep in order. */
export const trip: WorkflowDocument = {
  eddy: 1,
  name: 'book_trip',
  inputs: [{ name: 'customer', schema: { type: 'string' } }],
  steps: [
    { name: 'reserve_flight', kind: 'http.request', arguments: [{ name: 'customer', from: { input: 'customer' } }], undo: 'cancel_flight' },
    { name: 'reserve_hotel', kind: 'http.request', waitFor: ['reserve_flight'], undo: 'cancel_hotel' },
    {
      name: 'extras',
      kind: 'map',
      arguments: [{ name: 'source', from: { result: 'reserve_hotel' } }],
      steps: [
        { name: 'book', kind: 'http.request', arguments: [{ name: 'extra', from: { element: 'extras' } }, { name: 'flight', from: { result: 'reserve_flight' } }] },
        { name: 'note', kind: 'debug', arguments: [{ name: 'booked', from: { result: 'book' } }] },
      ],
      return: 'book',
    },
    { name: 'charge', kind: 'http.request', arguments: [{ name: 'flight', from: { result: 'reserve_flight' } }, { name: 'extras', from: { result: 'extras' } }] },
  ],
  handlers: [
    { name: 'cancel_flight', kind: 'http.request', arguments: [{ name: 'value', from: { origin: 'value' } }] },
    { name: 'cancel_hotel', kind: 'http.request' },
  ],
  return: 'charge',
  view: { positions: { reserve_flight: [0, 0], charge: [800, 0] } },
}
