const noRoom = new Set(['ENOSPC', 'EDQUOT']);
const AGAIN_MS = 250;

const sleeping = new Int32Array(new SharedArrayBuffer(4));

/** Writes once the disk has room for it; meanwhile the program stands still, as it has nothing else to do. */
export const onceThereIsRoom = <T>(write: () => T): T => {
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!noRoom.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      Atomics.wait(sleeping, 0, 0, AGAIN_MS);
    }
  }
};
