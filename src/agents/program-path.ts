/** A command of orch.yaml with a folder in it counts from the project, wherever the agent works. */
export const programPath = (command: string, project: string): string =>
  command.includes('/') && !command.startsWith('/')
    ? `${project}/${command.replace(/^(?:\.\/)+/, '')}`
    : command;
