import { type Chosen, letterOf, optionNamed, type Question, questionText, readAnswer } from '../question.ts';
import { questionFile } from './question-file.ts';
import { filled, type Play, type Stage } from './stage.ts';
import { firstAnswer } from './wait.ts';

const showQuestion = (stage: Stage, question: Question, wait: number | null): void => {
  const star = (i: number): string => (i === question.recommended ? ' ★' : '');
  const pick = question.recommended === null ? 'goes on' : `takes ${letterOf(question.recommended)}`;
  const last = question.options.length - 1;
  stage.screen.change({
    activity: 'Waiting for an answer',
    dialog: {
      title: 'A question for you',
      body: [question.text],
      choices: question.options.map((option, i) => `${letterOf(i)}  ${option}${star(i)}`),
      prompt:
        last < 0 ? 'answer it in the inbox' : `[${letterOf(0)}–${letterOf(last)}] here, or in the inbox`,
      look: 'accent',
      until: wait === null ? null : stage.now() + stage.pace.ms(wait),
      otherwise: pick,
    },
  });
};

/** Puts the question, unless a session before this one has already put it. */
const put = (stage: Stage, question: Question): void => {
  const file = questionFile(stage.spec.workspace);
  const { next, asking } = stage.progress();
  if (asking !== next) {
    file.clear();
    stage.remember({ asking: next });
  }
  file.put(questionText(question));
};

const byKey =
  (stage: Stage, { options }: Question) =>
  async (signal: AbortSignal): Promise<Chosen | null> => {
    const key = await stage.keyboard.next(
      options.map((_, i) => letterOf(i)),
      signal,
    );
    const option = key === null ? null : optionNamed(key, options);
    return option === null ? null : { option, text: options[option] ?? '' };
  };

const byFile =
  (stage: Stage, { options }: Question) =>
  async (signal: AbortSignal): Promise<Chosen | null> => {
    const text = await questionFile(stage.spec.workspace).answered(signal);
    return text === null ? null : readAnswer(text, options);
  };

const fallback = ({ recommended, options }: Question): Chosen => ({
  option: recommended,
  text: recommended === null ? 'nobody answered' : (options[recommended] ?? ''),
});

const goOn = (stage: Stage, question: Question, answer: Chosen | null): void => {
  const { option, text } = answer ?? fallback(question);
  questionFile(stage.spec.workspace).withdraw();
  stage.remember({ choice: option === null ? 'other' : letterOf(option), answer: text });
  stage.screen.change({ dialog: null });
  stage.voice.status('working');
  const who = answer === null ? 'Nobody answered in time: it goes on with' : 'Your answer:';
  stage.screen.print(
    { sign: 'say', text: question.text },
    { sign: answer === null ? 'note' : 'good', text: `${who} ${text}` },
  );
  stage.voice.record({ type: 'message', text: `goes on with: ${text}` });
};

/** Asks by question.md, and goes by answer.md, a key in the pane, or its own recommendation. */
export const ask: Play<'ask'> = async (action, stage) => {
  const options = action.options.map((option) => filled(option, stage));
  const question: Question = {
    task: stage.spec.task,
    text: filled(action.question, stage),
    options,
    recommended: action.recommended === null ? null : optionNamed(action.recommended, options),
    context: action.context === null ? null : filled(action.context, stage),
    impact: action.impact,
  };
  showQuestion(stage, question, action.wait);
  put(stage, question);
  stage.voice.blocked(
    'question',
    `answer: ${question.text}${options.length > 0 ? ` (${options.join(' · ')})` : ''}`,
  );
  const answer = await firstAnswer(stage, action.wait, [byFile(stage, question), byKey(stage, question)]);
  goOn(stage, question, answer);
  return null;
};
