/** What an agent is told first. */
export const openingPrompt = (instructions: string, resumes: boolean): string =>
  resumes
    ? 'You were cut short. Go on with your task where you stopped; your instructions still hold.'
    : instructions;
