import { procedure } from '../trpc/init.ts'
import { arrival } from './arrival.ts'

/** A page is still here, under this name and on this step. `here: false`: it must connect again. */
export const tellPresence = procedure.meta({ keepsNothing: true }).input(arrival).mutation(({ ctx, input: { id, ...page } }) => ({ here: ctx.live.tell({ workflow: id, ...page }) }))
