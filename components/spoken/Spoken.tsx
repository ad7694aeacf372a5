import { Static, Text } from 'ink';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

export interface Speech {
  /** Every line so far: each is written once and stays. */
  readonly said: readonly string[];
  /** What is being written just now. */
  readonly prompt: string;
}

/** The day as lines to be heard, and below them what is being written. */
export const Spoken = ({ speech }: { readonly speech: StoreApi<Speech> }) => {
  const { said, prompt } = useStore(speech);
  return (
    <>
      <Static items={[...said]}>{(line, at) => <Text key={at}>{line}</Text>}</Static>
      <Text>{prompt}</Text>
    </>
  );
};
