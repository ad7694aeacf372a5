export const instructions = (
  template: string,
  _c: unknown,
): { ok: true; value: string } | { ok: false; error: import('../domain/errors.ts').Failure } => ({
  ok: true,
  value: template,
});
