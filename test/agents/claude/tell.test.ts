import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';

const keysFor = (text: string): Extract<Delivery, { via: 'keys' }> => {
  const delivery = claude.tell(text);
  if (delivery?.via !== 'keys') throw new Error('it is told by keys');
  return delivery;
};

const rule = '─'.repeat(60);
const promptWith = (text: string): string =>
  `● All done.\n\n${rule}\n❯\u00a0${text}\n${rule}\n  ⏸ manual mode on`;
const shows = (guard: string, screen: string): boolean => new RegExp(guard, 'mu').test(screen);

const dialog = ` Bash command\n\n   git push\n\n Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel`;

describe('words for its next turn', () => {
  const { data, guard, submit } = keysFor('Your work is not accepted yet.\n\n- a.txt: missing');

  it('go into the empty prompt only', () => {
    expect(shows(guard, promptWith(''))).toBe(true);
    expect(shows(guard, promptWith('Resend your message to try again'))).toBe(true);
    expect(shows(guard, promptWith('Try "edit <filepath> to…"'))).toBe(true);
    expect(shows(guard, promptWith('somebody is typing'))).toBe(false);
    expect(shows(guard, dialog)).toBe(false);
    expect(shows(guard, `❯ an earlier message\n\n${dialog}`)).toBe(false);
  });

  it('are sent once they stand there, long ones as a placeholder', () => {
    expect(shows(submit?.guard ?? '', promptWith('Your work is not accepted yet.'))).toBe(true);
    expect(shows(submit?.guard ?? '', promptWith('[Pasted text #1 +4 lines]'))).toBe(true);
    expect(shows(submit?.guard ?? '', promptWith(''))).toBe(false);
    expect(shows(submit?.guard ?? '', dialog)).toBe(false);
  });

  it('are one paste, whatever is in them', () => {
    expect(data.startsWith('\x1b[200~')).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const keys = keysFor(text);
        const inner = keys.data.slice('\x1b[200~'.length, -'\x1b[201~'.length);
        expect(inner).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
        expect(() => new RegExp(keys.submit?.guard ?? '', 'mu')).not.toThrow();
      }),
    );
  });
});
