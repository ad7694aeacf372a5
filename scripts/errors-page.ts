import { catalogue } from '../src/domain/errors.ts';

/** The page of all expected failures, as Markdown. */
export const errorsPage = (): string => {
  const rows = Object.entries(catalogue).map(
    ([code, { exit, means, mend }]) => `| \`${code}\` | ${exit} | ${means} | ${mend} |`,
  );
  return `# Errors

Every expected failure has a code. You get one line: what, where, and what to do; with \`--json\` the code comes along.
This page is made from \`src/domain/errors.ts\` (\`npm run docs:errors\`), and a test holds it to it.

| code | exit | means | what to do |
| --- | ---: | --- | --- |
${rows.join('\n')}
`;
};
