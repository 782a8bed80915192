/** A mode as people write it, such as `644`, without the type of the file. */
export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(3, '0')
}
