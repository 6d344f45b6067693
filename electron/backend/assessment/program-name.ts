/** Who did what nobody was asked for, such as ending a walk that was interrupted. */
export function programName(version: string): string {
  return `Hopcheck ${version}`;
}
