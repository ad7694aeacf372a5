export const defaultTemplate = 'hi';
