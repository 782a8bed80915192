import { FollowedTime } from '@eddy/engine'
import type { httpLink } from '@trpc/client'

// a clock that goes on while the machine sleeps: pages are left open over nights
const here = () => Date.now()
const time = new FollowedTime({ wall: here, steady: here })

/** The time by the server's clock, which all times of runs are by, milliseconds since the epoch: that of this machine may be an hour off. */
export const serverNow = time.now

/** In milliseconds since the epoch, on every answer of the server. */
const HEADER = 'x-eddy-time'

/** As tRPC asks. */
type Fetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>

/** `fetch`, which hears from each answer what time the server has. */
export const hearingFetch: Fetch = async (address, init) => {
  const asked = here()
  // what tRPC hands over is meant for `fetch`
  const response = await fetch(address, init as RequestInit)
  const said = Number(response.headers.get(HEADER) ?? NaN)
  if (Number.isFinite(said)) time.hear({ said, asked, answered: here() })
  return response
}
