/** Counts how often the event loop turns, until it is stopped. */
export function countTurns() {
  let turns = 0
  let counting = true
  const count = () => {
    turns++
    if (counting) setImmediate(count)
  }
  setImmediate(count)
  return {
    get turns() {
      return turns
    },
    stop: () => {
      counting = false
    },
  }
}
