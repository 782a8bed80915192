/** The version of this package, for records of what was computed with it. */
export const ENGINE_VERSION = '0.1.0'
