import { dialogPrompt } from '../spec.ts';
import type { Dialog } from './scene.ts';
import { filled, type Play, type Stage } from './stage.ts';
import { firstAnswer } from './wait.ts';

interface Wish {
  readonly kind: 'permission' | 'violation';
  readonly title: string;
  readonly command: string;
  readonly why: string;
  readonly text: string;
  readonly layer: string | null;
  readonly look: Dialog['look'];
  readonly wait: number | null;
}

/** Shown before it is told: whoever answers must find the dialog on the screen. */
const show = (stage: Stage, wish: Wish, id: string): void =>
  stage.screen.change({
    activity: 'Waiting for your word',
    dialog: {
      title: wish.title,
      body: [wish.why, `$ ${wish.command}`],
      choices: [],
      prompt: dialogPrompt(id),
      look: wish.look,
      until: wish.wait === null ? null : stage.now() + stage.pace.ms(wish.wait),
      otherwise: 'denied',
    },
  });

const how = (key: string | null): string => {
  if (key === null) return 'nobody answered: denied';
  return key === 'y' ? 'allowed' : 'denied';
};

/** A dialog on the screen that hears y or n, whoever types it. */
const decide = async (stage: Stage, wish: Wish): Promise<boolean> => {
  const id = `${wish.kind === 'permission' ? 'p' : 'v'}${stage.progress().next + 1}`;
  const key = `${wish.kind}:${id}`;
  show(stage, wish, id);
  stage.voice.blocked('permission', `approve: ${wish.command}`);
  // Last: whoever hears of a violation may freeze this process at once.
  stage.voice.record({ type: wish.kind, key, text: wish.text, command: wish.command, layer: wish.layer });
  const pressed = await firstAnswer(stage, wish.wait, [(signal) => stage.keyboard.next(['y', 'n'], signal)]);
  stage.remember({ verdict: pressed === 'y' ? 'allowed' : 'denied' });
  stage.screen.change({ dialog: null });
  stage.voice.status('working');
  stage.voice.record({ type: 'settled', key, text: how(pressed) });
  return pressed === 'y';
};

export const permission: Play<'permission'> = async (action, stage) => {
  const command = filled(action.command, stage);
  const allowed = await decide(stage, {
    kind: 'permission',
    title: 'May I run this?',
    command,
    why: action.text === null ? 'It wants to run a command.' : filled(action.text, stage),
    text: `wants to run \`${command}\``,
    layer: null,
    look: 'accent',
    wait: action.wait,
  });
  stage.screen.print(
    { sign: 'act', text: `$ ${command}` },
    allowed
      ? { sign: 'good', text: 'allowed: it would run now (a demo never does)' }
      : { sign: 'bad', text: 'denied: it goes on without' },
  );
  return null;
};

/** Tries what no agent may: it is caught, and frozen until a person decides. Never really commits. */
export const commit: Play<'commit'> = async (action, stage) => {
  const command = `git commit -am "${filled(action.message, stage)}"`;
  stage.screen.print({ sign: 'act', text: `$ ${command}` });
  const allowed = await decide(stage, {
    kind: 'violation',
    title: 'Stopped: agents may not commit',
    command,
    why: 'It tried what is left to you: nothing was committed.',
    text: `tried \`${command}\``,
    layer: 'guard',
    look: 'bad',
    wait: action.wait,
  });
  stage.screen.print(
    allowed
      ? {
          sign: 'good',
          text: 'stopped by the guard, then allowed once: it would commit now (a demo never does)',
        }
      : { sign: 'note', text: 'stopped by the guard, denied: it leaves the commit to you' },
  );
  return null;
};
