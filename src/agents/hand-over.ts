import type { Event } from '../domain/event.ts';

/** Lines a hand-over keeps: the latest say most. */
const LINES = 40;
const LONGEST = 600;

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
};

const lineOf = (event: Event, questions: Map<string, string>): string | null => {
  switch (event.type) {
    case 'attempt.started':
      return event.resumes === null
        ? `${event.agent} began attempt ${event.attempt}`
        : `${event.agent} went on with attempt ${event.attempt}`;
    case 'attempt.ended':
      return `attempt ${event.attempt} ended: ${event.outcome.replace('_', ' ')} (${shortened(event.why)})`;
    case 'session.milestone':
      return `reached: ${shortened(event.text)}`;
    case 'session.blocker':
      return `was blocked: ${shortened(event.text)}`;
    case 'session.progress':
      return shortened(event.text);
    case 'session.turn_ended':
      return event.text === null ? null : `said at the end of its turn: ${shortened(event.text)}`;
    case 'ask.opened':
      questions.set(event.ask, shortened(event.body.text));
      return null;
    case 'ask.answered': {
      const { answer } = event;
      const word = answer.kind === 'text' ? shortened(answer.text) : answer.kind;
      return `asked “${questions.get(event.ask) ?? event.ask}”, was answered: ${word}`;
    }
    case 'session.nudged':
      return event.key.startsWith('nudge-') ? 'was told that work is missing' : null;
    case 'attempt.checked': {
      const failed = event.checks.filter((check) => check.ok === false);
      if (failed.length === 0) return null;
      return shortened(
        `checks failed: ${failed.map(({ what, detail }) => `${what} (${detail})`).join('; ')}`,
      );
    }
    case 'review.decided':
    case 'review.sent_back':
      return event.tell === null ? null : `was told after a review: ${shortened(event.tell)}`;
    default:
      return null;
  }
};

/** Folds a task's events into what the next agent must know of the work before it. */
export const handOver = () => {
  const questions = new Map<string, string>();
  let lines: string[] = [];
  return {
    take: (event: Event): void => {
      const line = lineOf(event, questions);
      // Said again by a repeated progress report, a line helps nobody.
      if (line !== null && line !== lines.at(-1)) lines = [...lines, line].slice(-LINES);
    },
    text: (): string => lines.map((line) => `- ${line}`).join('\n'),
  };
};
