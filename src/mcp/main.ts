import { serveMcp } from './serve.ts';

const args = process.argv.slice(2);
const socket = args.find((arg) => !arg.startsWith('--')) ?? process.env.ORCH_CALLS ?? '';

serveMcp({ socket: socket === '' ? null : socket, reviewer: args.includes('--reviewer') });
