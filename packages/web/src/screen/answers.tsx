import type { ApiPicture } from '@giemsa/server';
import type { ReactNode } from 'react';
import type { Verdict } from '../data/api.js';
import { type ClassesOf, wordOf } from '../data/read-batch.js';
import { texts } from '../texts.js';

/** One of the answers that a person can give about a picture. */
export interface Choice {
  readonly verdict: Verdict;
  readonly label: string | null;
  readonly text: string;
  readonly key: string;
  readonly isFirst?: boolean;
}

/**
 * @param modelClass null for a picture that the model refused
 * @param other the class that a person who disagrees sees
 */
export function choicesOf(
  results: ClassesOf,
  modelClass: string | null,
  other: string,
  { correction, reading }: ApiPicture,
): Choice[] {
  const words = texts.review;
  const skip: Choice = { verdict: 'skip', label: null, text: words.skip, key: 'S' };
  if (reading?.hidden) return [...blindChoices(results), skip];
  // What was answered blind stands.
  if (reading) return [];
  const answers: Choice[] =
    modelClass === null
      ? [
          ...results.class_names.map((name, index) => ({
            ...{ verdict: 'disagree' as const, label: name },
            ...{ text: words.itIs({ name: wordOf(results, name) }), key: String(index + 1) },
          })),
          { verdict: 'agree', label: null, text: words.noCell, key: 'A', isFirst: true },
        ]
      : [
          { verdict: 'agree', label: modelClass, text: words.agree, key: 'A', isFirst: true },
          { verdict: 'disagree', label: other, text: words.disagree, key: 'D' },
        ];
  const takeBack: Choice = { verdict: 'take back', label: null, text: words.takeBack, key: 'T' };
  return [...answers, skip, ...(correction === null ? [] : [takeBack])];
}

/** Every class has its own key: none of them is the model's. */
const blindChoices = (results: ClassesOf): Choice[] => [
  ...results.class_names.map((name, index) => ({
    ...{ verdict: 'answer' as const, label: name },
    ...{ text: texts.review.itIs({ name: wordOf(results, name) }), key: String(index + 1) },
  })),
  { verdict: 'answer', label: null, text: texts.review.noCell, key: 'N' },
];

interface AnswersProps {
  choices: readonly Choice[];
  classNames: readonly string[];
  modelClass: string | null;
  other: string;
  onOther: (name: string) => void;
  onAnswer: (choice: Choice) => void;
  /** What stands before and after the answers. */
  before: ReactNode;
  children: ReactNode;
}

export function Answers(props: AnswersProps) {
  const { choices, classNames, modelClass, other, onOther, onAnswer, before, children } = props;
  return (
    <div className="row answers">
      {before}
      {choices.map((choice) => (
        <button
          key={choice.key}
          type="button"
          className={choice.isFirst ? 'primary' : ''}
          onClick={() => onAnswer(choice)}
        >
          {choice.text} <kbd>{choice.key}</kbd>
        </button>
      ))}
      {classNames.length > 2 && modelClass !== null && (
        <select
          aria-label={texts.review.disagree}
          value={other}
          onChange={(event) => onOther(event.target.value)}
        >
          {classNames
            .filter((name) => name !== modelClass)
            .map((name) => (
              <option key={name}>{name}</option>
            ))}
        </select>
      )}
      {children}
    </div>
  );
}
