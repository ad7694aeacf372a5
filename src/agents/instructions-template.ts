/** What an agent is told when the project brings no template of its own. */
export const defaultTemplate = `# {{task.id}}: {{task.name}}

You work on this task alone, without a person watching. What you change is looked
through by one before it is used.

{{description}}

{{context}}

{{deliverables}}

{{acceptance}}

{{rules}}

{{learnings}}

{{questions}}

{{reports}}
`;
