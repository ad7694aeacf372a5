const PRIME = 0x1000_0000_01b3n;
const BASIS = 0xcbf2_9ce4_8422_2325n;
const MASK = 0xffff_ffff_ffff_ffffn;

/** The same short name for the same text, in every session (FNV-1a, 64 bits): no secret, no guard. */
export const fingerprint = (text: string): string => {
  let hash = BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
};
