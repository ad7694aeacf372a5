import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QuestionWatch } from '../../src/inbox/watch.ts';
import { until } from '../host/driver.ts';

let workspace: string;
let watches: QuestionWatch[];
let news: string[];
let keys: string[];
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'orch-inbox-'));
  watches = [];
  news = [];
  keys = [];
});
afterEach(async () => {
  for (const watch of watches) await watch.close();
  rmSync(workspace, { recursive: true, force: true });
});

const file = (name: string) => join(workspace, name);
const write = (name: string, text: string) => writeFileSync(file(name), text);

const watching = (): QuestionWatch => {
  const watch = new QuestionWatch(workspace, {
    onAsked: (key, body) => {
      keys.push(key);
      news.push(`asked ${body.text}`);
    },
    onGone: (key, how) => news.push(`${how} ${keys.indexOf(key)}`),
  });
  watches.push(watch);
  return watch;
};

const heard = (count: number) => until(() => news.length >= count);

/** What the host does: the answer is written, then the watch is told. */
const answer = (watch: QuestionWatch, text: string): void => {
  write('answer.md', text);
  watch.answered(keys.at(-1) ?? '', text);
};

describe('the watch on question.md', () => {
  it('hears a question once it is written to its end', async () => {
    watching();
    write('question.md', '## Question\nRed');
    appendFileSync(file('question.md'), ' or blue?');
    await heard(1);
    expect(news).toEqual(['asked Red or blue?']);
    expect(keys[0]).toMatch(/^file:[0-9a-f]{16}$/);
  });

  it('hears one that was put there by rename, and one that lay there before', async () => {
    write('question.md', 'Before?');
    watching();
    await heard(1);
    write('next', 'Renamed?');
    renameSync(file('next'), file('question.md'));
    await heard(3);
    expect(news).toEqual(['asked Before?', 'asked anew 0', 'asked Renamed?']);
  });

  it('hears that a question was withdrawn', async () => {
    watching();
    write('question.md', 'Red?');
    await heard(1);
    rmSync(file('question.md'));
    await heard(2);
    expect(news[1]).toBe('withdrawn 0');
  });

  it('keeps question and answer, numbered, and tells the next question apart', async () => {
    const watch = watching();
    write('question.md', 'First?');
    await heard(1);
    answer(watch, 'yes');
    write('question.md', 'Second?');
    await heard(2);
    expect(news).toEqual(['asked First?', 'asked Second?']);
    expect(existsSync(file('answer.md'))).toBe(false);
    answer(watch, 'no');
    expect(readdirSync(file('questions')).sort()).toEqual(
      ['1-answer.md', '1-question.md', '2-answer.md', '2-question.md'].sort(),
    );
    expect(readFileSync(file('questions/2-answer.md'), 'utf8')).toBe('no');
    expect(existsSync(file('question.md'))).toBe(true);
  });

  it('takes the same question for a new one only when it was gone in between', async () => {
    const watch = watching();
    write('question.md', 'Same?');
    await heard(1);
    answer(watch, 'yes');
    write('question.md', 'Same?');
    watch.look();
    expect(news.length).toBe(1);
    rmSync(file('question.md'));
    watch.look();
    write('question.md', 'Same?');
    await heard(2);
    expect(news).toEqual(['asked Same?', 'asked Same?']);
    expect(keys[1]).toBe(`${keys[0]}-2`);
  });

  it('asks again after a restart what was not answered, and nothing else', async () => {
    const first = watching();
    write('question.md', 'Open?');
    await heard(1);
    await first.close();
    const second = watching();
    await heard(2);
    expect(keys[1]).toBe(keys[0]);
    answer(second, 'yes');
    await second.close();
    const third = watching();
    third.look();
    expect(news.length).toBe(2);
  });

  it('hears an answer a person wrote by hand', async () => {
    watching();
    write('question.md', 'By hand?');
    await heard(1);
    write('answer.md', 'Yes.');
    await heard(2);
    expect(news[1]).toBe('answered in answer.md 0');
    expect(readFileSync(file('questions/1-answer.md'), 'utf8')).toBe('Yes.');
  });

  it('hears the very same words again, written anew after their answer was taken away', async () => {
    const watch = watching();
    write('question.md', '## Question\nWhich?');
    await heard(1);
    answer(watch, 'Red\n');
    rmSync(file('answer.md'));
    rmSync(file('question.md'));
    write('question.md', '## Question\nWhich?');
    await heard(2);
    expect(news.at(-1)).toBe('asked Which?');
    expect(new Set(keys).size).toBe(2);
  });

  it('hears nothing new when they are only written once more, with the answer still there', async () => {
    const watch = watching();
    write('question.md', '## Question\nWhich?');
    await heard(1);
    answer(watch, 'Red\n');
    write('question.md', '## Question\nWhich?');
    watch.look();
    expect(news).toEqual(['asked Which?']);
  });
});
