/** The name of an option within a sentence. How it is written depends on the reader: `umPerPixel`, `--um-per-pixel`. */
export class OptionName {
  constructor(readonly name: string) {}
}

/** Names an option as the library does, to be put into a {@link text} or a {@link command}. */
export const option = (name: string): OptionName => new OptionName(name);

/** How a reader calls an option that the library calls `name`. */
export type NameOf = (name: string) => string;

/** A sentence that knows which of its words name options. */
export class Text {
  constructor(private readonly parts: readonly (string | OptionName | Text)[]) {}

  /** The sentence as a reader knows its options. */
  in(nameOf: NameOf): string {
    return this.parts
      .map((part) => {
        if (part instanceof OptionName) return nameOf(part.name);
        return part instanceof Text ? part.in(nameOf) : part;
      })
      .join('');
  }

  /** The sentence with the names that the library gives to options. */
  toString(): string {
    return this.in((name) => name);
  }
}

/** A command line within a sentence: its options are flags for every reader. */
class CommandLine extends Text {
  override in(): string {
    return super.in(flagOf);
  }
}

/** What a sentence is made of; pieces of an array follow each other without a space. */
export type Message = string | Text | readonly Message[];

export const toText = (message: Message): Text =>
  message instanceof Text ? message : new Text([message].flat().map(asPart));

const asPart = (part: Message): string | Text => (typeof part === 'string' ? part : toText(part));

type Part = Message | OptionName | Error | number | undefined;

/**
 * A sentence with the options that it names: `` text`give another folder to ${option('out')}` ``. An error in it stands for
 * its own sentence.
 */
export const text = (strings: TemplateStringsArray, ...parts: readonly Part[]): Text =>
  new Text(interleaved(strings, parts));

/** A command to type: `` command`giemsa train DIR ${option('resume')}` ``. */
export const command = (strings: TemplateStringsArray, ...parts: readonly Part[]): Text =>
  new CommandLine(interleaved(strings, parts));

function interleaved(strings: readonly string[], parts: readonly Part[]): (string | OptionName | Text)[] {
  return strings.flatMap((string, index) =>
    index < parts.length ? [string, shown(parts[index])] : [string],
  );
}

function shown(part: Part): string | OptionName | Text {
  if (part instanceof OptionName || part instanceof Text) return part;
  if (part instanceof Error) return 'text' in part && part.text instanceof Text ? part.text : part.message;
  return typeof part === 'object' ? toText(part) : String(part);
}

/** Several options, such as `split, splitFile`. */
export const optionList = (names: readonly string[]): Text =>
  new Text(names.flatMap((name, index) => [...(index > 0 ? [', '] : []), option(name)]));

/** Options whose flag is shorter than their name. */
const SHORT: Readonly<Record<string, string>> = {
  architecture: 'arch',
  className: 'class',
  falseAlarmsPer1000: 'false-alarms',
};

/** The flag of an option on the command line. */
export const flagOf: NameOf = (name) =>
  `-${'-'}${SHORT[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
