/** cubic-bezier(.2, .8, .2, 1): the time is found by halving, which is exact enough after twelve turns. */
export function eased(time: number): number {
  let [low, high] = [0, 1]
  for (let turn = 0; turn < 12; turn++) {
    const middle = (low + high) / 2
    if (bezier(middle, 0.2, 0.2) < time) low = middle
    else high = middle
  }
  return time >= 1 ? 1 : time <= 0 ? 0 : bezier((low + high) / 2, 0.8, 1)
}

function bezier(at: number, first: number, second: number): number {
  const rest = 1 - at
  return 3 * rest * rest * at * first + 3 * rest * at * at * second + at * at * at
}
