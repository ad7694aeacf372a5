import { createContext, useContext } from 'react';
import { plainTheme, type Theme } from './theme.ts';

/** The theme of the whole console. */
export const ThemeContext = createContext<Theme>(plainTheme);

export const useTheme = (): Theme => useContext(ThemeContext);
