const two = (n: number): string => String(n).padStart(2, '0');

/** The date where the person is: `2025-11-18`. */
export const localDate = (now: number): string => {
  const at = new Date(now);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};
