import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { en } from './en/index.js';

/** The messages of a language before they are compiled: the same ones as in English, each with words of its own. */
export type Catalogue<Messages = typeof en> = {
  readonly [Name in keyof Messages]: Messages[Name] extends string ? string : Catalogue<Messages[Name]>;
};

interface ValueTypes {
  ICUNumberArgument: number;
  ICUArgument: string | number;
}

/** A message without values is its text; one with values is a function of them, by their names. */
type Compiled<Message extends string> = keyof GetICUArgs<Message, ValueTypes> extends never
  ? string
  : (values: GetICUArgs<Message, ValueTypes>) => string;

/** The words of the page in a language. */
export type Texts<Messages = typeof en> = {
  readonly [Name in keyof Messages]: Messages[Name] extends string
    ? Compiled<Messages[Name]>
    : Texts<Messages[Name]>;
};

/** As the compiler makes them: each message a function, also one without values. */
export type CompiledMessages = {
  readonly [name: string]: ((values?: object) => string) | CompiledMessages;
};

export const textsOf = (compiled: CompiledMessages): Texts =>
  Object.fromEntries(
    Object.entries(compiled).map(([name, one]) => {
      if (typeof one !== 'function') return [name, textsOf(one)];
      return [name, one.length === 0 ? one() : one];
    }),
  ) as Texts;
