import type { EventOf, EventType } from '../domain/event.ts';
import type { DayState } from './model.ts';

/** Folds one kind of event; a kind without one only counts. */
export type Reducer<K extends EventType> = (state: DayState, event: EventOf<K>) => DayState;
export type Reducers = { readonly [K in EventType]?: Reducer<K> };
