const numbers = (version: string): readonly number[] =>
  version
    .replace(/[-+].*$/, '')
    .split('.')
    .map(Number);

/** What `versionArgs` printed → the version in it, or null where there is none. */
export const versionIn = (pattern: string, printed: string): string | null =>
  new RegExp(pattern, 'm').exec(printed)?.[1] ?? null;

/** How a version stands to the one the stories are played with. */
export const againstTested = (version: string, tested: string): 'same' | 'newer' | 'older' => {
  const [mine, other] = [numbers(version), numbers(tested)];
  for (let at = 0; at < Math.max(mine.length, other.length); at += 1) {
    const difference = (mine[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference > 0 ? 'newer' : 'older';
  }
  // What comes before a release is older than it.
  return version.includes('-') && !tested.includes('-') ? 'older' : 'same';
};
