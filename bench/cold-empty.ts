// What importing a file costs that has nothing in it.
export const nothing = 0
