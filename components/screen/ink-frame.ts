/** Ink moves up and erases before a frame and places the cursor after it; SGR alone belongs to the picture. */
const MOVES = /\x1b\[[0-9;?]*[A-GJKSTfhl]|\x1b\[[0-9;]*H/g;

/** The lines of a frame Ink wrote, or null when it wrote no frame. */
export const frameLines = (text: string): readonly string[] | null => {
  const frame = text.replace(MOVES, '');
  return frame === '' ? null : frame.split('\n');
};
