import { dangerousIn } from '../safety/dangerous.ts';
import { onlyReads } from '../safety/git-reads.ts';
import { gitCall } from '../safety/git-words.ts';
import { simpleCommands } from '../safety/simple-commands.ts';

type Words = readonly string[];

/** A migration tool's words that change a database; writing migrations is welcome, running them is not. */
const MIGRATES =
  /^(?:(?:\S*python[\d.]*|node|npx|bunx|pnpx|bundle|uv|poetry|pnpm|yarn|bun|exec|run|dlx|php|--) )*(?:\S*\/)?(?:alembic (?:upgrade|downgrade)|manage\.py (?:migrate|flush)|(?:rails|rake) db:(?:migrate|rollback|reset|drop|schema:load)|prisma (?:migrate (?:dev|deploy|reset)|db push)|knex migrate:(?:latest|up|down|rollback)|sequelize(?:-cli)? db:(?:migrate|drop)|typeorm \S*\s?(?:migration:(?:run|revert)|schema:sync)|drizzle-kit (?:push|migrate)|artisan migrate|mix ecto\.(?:migrate|rollback|drop)|flyway (?:migrate|clean)|liquibase (?:update|rollback)|goose \S*\s?(?:up|down|reset)|dbmate (?:up|migrate|down|drop)|diesel migration (?:run|revert|redo)|sqlx migrate (?:run|revert)|atlas migrate apply|supabase db (?:push|reset))(?=\s|$)/;

const whyGit = (args: Words): string | null => {
  const call = gitCall(args);
  return onlyReads(call) ? null : `\`git ${call.verb}\` writes to the repository: only a person does that`;
};

const whyNot = (words: Words): string | null => {
  const [name = '', ...args] = words;
  if (name === 'git') return whyGit(args);
  return MIGRATES.test(words.join(' ')) ? 'it runs a migration: only a person does that' : null;
};

/** Why no agent may run this shell command without a person's word, or null where nothing forbids it. */
export const forbidden = (command: string): string | null => {
  const dangerous = dangerousIn(command);
  if (dangerous !== null) return `dangerous: ${dangerous}`;
  for (const words of simpleCommands(command)) {
    const why = whyNot(words);
    if (why !== null) return why;
  }
  return null;
};
