type Fields = Readonly<Record<string, unknown>>;

/** An event of OpenCode's bus. */
export interface BusEvent {
  readonly type: string;
  readonly properties?: unknown;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});

const picked = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));

const identity = ['id', 'sessionID', 'messageID', 'type'] as const;

/** Only whole texts, and of calls what they are for: what they print may be without end. */
const partOf = (part: Fields): Fields | null => {
  if (part.type === 'text')
    return fieldsOf(part.time).end === undefined ? null : picked(part, ...identity, 'text', 'time');
  if (part.type !== 'tool') return null;
  const state = fieldsOf(part.state);
  return {
    ...picked(part, ...identity, 'callID', 'tool'),
    state: { status: state.status, input: picked(fieldsOf(state.input), 'description') },
  };
};

const messageOf = (info: Fields): Fields =>
  picked(
    info,
    'id',
    'sessionID',
    'role',
    'time',
    'modelID',
    'providerID',
    'cost',
    'tokens',
    'finish',
    'error',
  );

const sessionOf = (info: Fields): Fields => picked(info, 'id', 'parentID', 'directory', 'time');

const asIs = (properties: Fields): Fields => properties;

const kept: Readonly<Record<string, (properties: Fields) => Fields | null>> = {
  'session.created': ({ info }) => ({ info: sessionOf(fieldsOf(info)) }),
  'session.status': asIs,
  'session.error': asIs,
  'message.updated': ({ info }) => ({ info: messageOf(fieldsOf(info)) }),
  'message.part.updated': ({ part }) => {
    const short = partOf(fieldsOf(part));
    return short === null ? null : { part: short };
  },
  'permission.asked': asIs,
  'permission.replied': asIs,
  'question.asked': asIs,
  'question.replied': asIs,
  'question.rejected': asIs,
  'tui.command.execute': ({ command }) => (String(command).startsWith('orch.') ? { command } : null),
};

/** What orch needs of an event, or null where it needs nothing. */
export const shortened = ({ type, properties }: BusEvent): BusEvent | null => {
  const short = kept[type]?.(fieldsOf(properties)) ?? null;
  return short === null ? null : { type, properties: short };
};
