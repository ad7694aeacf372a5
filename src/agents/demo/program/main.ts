import * as fs from 'node:fs';
import { voiceOf } from '../../own/program/voice.ts';
import type { Action } from '../actions.ts';
import { readScript } from '../script.ts';
import type { DemoSpec } from '../spec.ts';
import { openKeyboard } from './keyboard.ts';
import { paceOf } from './pace.ts';
import { plainScreen } from './plain-screen.ts';
import { play } from './play.ts';
import { type Progress, progressOf, saveProgress } from './progress.ts';
import type { Entry, Scene } from './scene.ts';
import { openScreen, type Screen } from './screen.ts';
import type { Stage } from './stage.ts';

const INTERRUPTED = 130;
const TERMINATED = 143;

const firstScene = (spec: DemoSpec): Scene => ({
  name: spec.name,
  model: spec.model,
  attempt: spec.attempt,
  plan: [],
  activity: 'Getting ready',
  started: Date.now(),
  share: { from: 0, to: 0, since: 0, ms: 0 },
  tokens: 0,
  usd: null,
  dialog: null,
});

const screenFor = (spec: DemoSpec): Screen => {
  const scene = firstScene(spec);
  if (!process.stdout.isTTY) return plainScreen(process.stdout, scene);
  const color = (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb';
  return openScreen(process.stdout, color, scene, Date.now);
};

const took = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const lastWords = (code: number, screen: Screen): Entry => {
  const time = took(screen.scene().started);
  if (code === 0) return { sign: 'done', text: `Done in ${time}` };
  return { sign: 'warn', text: `Ended with exit code ${code} after ${time}.` };
};

const setStage = (spec: DemoSpec, screen: Screen, finish: (code: number) => void): Stage => {
  let progress: Progress = progressOf(spec.resumes);
  const remember = (part: Partial<Progress>): void => {
    progress = { ...progress, ...part };
    saveProgress(spec.scratch, progress);
  };
  remember({});
  return {
    spec,
    cwd: process.cwd(),
    pace: paceOf(process.env),
    voice: voiceOf('orch-demo', spec.records, screen.signal),
    screen,
    keyboard: openKeyboard(process.stdin, () => finish(INTERRUPTED)),
    now: Date.now,
    progress: () => progress,
    remember,
  };
};

const greet = (stage: Stage, actions: readonly Action[]): void => {
  stage.voice.status('working');
  const { next } = stage.progress();
  if (stage.spec.resumes === null) return;
  const text = `Resumed: goes on with action ${Math.min(next + 1, actions.length)} of ${actions.length}.`;
  stage.screen.print({ sign: 'say', text });
  stage.voice.record({ type: 'message', text });
};

const main = async (file: string): Promise<void> => {
  const spec = JSON.parse(fs.readFileSync(file, 'utf8')) as DemoSpec;
  const script = readScript(spec.script);
  if (!script.ok) {
    process.stderr.write(`demo: ${script.sentence}\n`);
    process.exit(2);
  }
  const screen = screenFor(spec);
  const finish = (code: number): void => {
    stage.voice.status(code === 0 ? 'done' : 'idle');
    screen.close(lastWords(code, screen));
    stage.keyboard.close();
    process.exit(code);
  };
  const stage = setStage(spec, screen, finish);
  process.on('SIGINT', () => finish(INTERRUPTED));
  process.on('SIGTERM', () => finish(TERMINATED));
  greet(stage, script.actions);
  finish(await play(script.actions, stage));
};

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write('usage: demo-agent SPEC.json (orch starts it with one)\n');
  process.exit(2);
}
await main(file);
