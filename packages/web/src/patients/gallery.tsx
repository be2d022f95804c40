import type { ApiFieldEdit, ApiLookedCell } from '@giemsa/server';
import { type KeyboardEvent, useRef, useState } from 'react';
import { api } from '../data/api.js';
import { probabilityText, when } from '../parts/format.js';
import { texts } from '../texts.js';

type Answer = 'infected' | 'uninfected' | 'cannot tell';
const ANSWERS: readonly Answer[] = ['infected', 'uninfected', 'cannot tell'];
const KEYS: Readonly<Record<string, Answer>> = { i: 'infected', u: 'uninfected', c: 'cannot tell' };

/** What is said of a cell that counts changes figures; of what does not count, and of what nobody can tell, it is only noted. */
const editOf = ({ cell, counted }: ApiLookedCell, answer: Answer): ApiFieldEdit =>
  counted && answer !== 'cannot tell'
    ? { action: 'class', cell, class: answer }
    : { action: 'look', cell, sees: answer };

/** Classes, stages and answers in words. */
const inWords = (said: string): string => {
  const { classes, stages } = texts.field;
  const words: Readonly<Record<string, string>> = { ...classes, ...stages, ...texts.looking.answers };
  return words[said] ?? said;
};

const keyOf = ({ picture, cell }: ApiLookedCell) => `${picture} ${cell}`;

interface GalleryProps {
  batch: string;
  cells: readonly ApiLookedCell[];
  mayAnswer: boolean;
  onEdit: (cell: ApiLookedCell, edit: ApiFieldEdit) => void;
}

/** The cells of a patient that a person must look at: one large with one key for each answer, the others as tiles below. */
export function Gallery({ batch, cells, mayAnswer, onEdit }: GalleryProps) {
  const words = texts.looking;
  const [chosen, setChosen] = useState<string>();
  const tiles = useRef<HTMLUListElement>(null);
  const panel = useRef<HTMLElement>(null);
  const found = cells.findIndex((cell) => keyOf(cell) === chosen);
  const firstOpen = cells.findIndex(({ answer }) => answer === null);
  const index = found === -1 ? Math.max(0, firstOpen) : found;
  const cell = cells[index];
  if (!cell) return <p>{words.none}</p>;

  const choose = (next: number, isFocused: boolean) => {
    const at = (next + cells.length) % cells.length;
    setChosen(keyOf(cells[at]!));
    if (isFocused) (tiles.current?.children[at]?.firstElementChild as HTMLElement | null)?.focus();
  };
  /** To the next cell at which nobody has looked; where there is none, this one stays. */
  const answer = (said: Answer, isFocused = false) => {
    onEdit(cell, editOf(cell, said));
    const order = [...cells.slice(index + 1), ...cells.slice(0, index)];
    const next = order.find((other) => other.answer === null);
    choose(cells.indexOf(next ?? cell), isFocused);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnTile = event.target instanceof Element && event.target.closest('.looked-tiles') !== null;
    const said = KEYS[event.key];
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step !== undefined) choose(index + step, isOnTile);
    // A key that is held down moves on, and says nothing again and again.
    else if (event.repeat || !mayAnswer) return;
    else if (said) answer(said, isOnTile);
    else if (event.key === 't') onEdit(cell, { action: 'take back', cell: cell.cell });
    else return;
    event.preventDefault();
  };
  return (
    <section ref={panel} className="looking" aria-label={words.title} onKeyDown={onKey}>
      <LookedCell batch={batch} cell={cell}>
        {mayAnswer && (
          <div className="answers">
            {ANSWERS.map((said) => (
              <button
                key={said}
                type="button"
                aria-pressed={
                  cell.answer === said ||
                  (said === 'infected' && cell.stage === cell.answer && cell.answer !== null)
                }
                onClick={() => answer(said)}
              >
                {words.answers[said]}
              </button>
            ))}
            {cell.answer !== null && (
              <button
                type="button"
                className="link"
                onClick={() => onEdit(cell, { action: 'take back', cell: cell.cell })}
              >
                {words.takeBack}
              </button>
            )}
          </div>
        )}
      </LookedCell>
      {mayAnswer && <p className="quiet small keys">{words.keys}</p>}
      <ul className="looked-tiles" ref={tiles}>
        {cells.map((one, at) => (
          <li key={keyOf(one)}>
            <button
              type="button"
              tabIndex={at === index ? 0 : -1}
              aria-current={at === index ? 'true' : undefined}
              aria-label={words.tile({
                index: at + 1,
                of: cells.length,
                what: one.answer === null ? words.open : inWords(one.answer),
              })}
              className={one.answer === null ? 'open' : 'done'}
              onClick={() => {
                choose(at, false);
                panel.current?.scrollIntoView({ block: 'nearest' });
              }}
            >
              <img src={pictureOf(one)} alt="" loading="lazy" decoding="async" />
              <span>{one.answer === null ? '?' : inWords(one.answer)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const pictureOf = ({ picture, cell, box }: ApiLookedCell) =>
  api.cellImage(picture, cell, 'around', box.join(','));

function LookedCell({
  batch,
  cell,
  children,
}: {
  batch: string;
  cell: ApiLookedCell;
  children: React.ReactNode;
}) {
  const words = texts.looking;
  const { answer, by, at, probability, final_class: final, stage, counted } = cell;
  return (
    <div className="looked card">
      <img
        src={pictureOf(cell)}
        alt={words.picture({ cell: cell.cell, field: cell.field })}
        width="192"
        height="192"
      />
      <div>
        {children}
        <p aria-live="polite">
          {answer === null
            ? words.notYet
            : words.said({ answer: inWords(answer), by: by ?? '', at: at === null ? '' : when(at) })}{' '}
          {counted && final !== null && words.counts({ final: inWords(final).toLowerCase() })}
        </p>
        <p className="quiet small">
          {words.reasons[cell.reason]}{' '}
          {probability !== null && words.model({ probability: probabilityText(probability) })}{' '}
          {stage !== null && words.stage({ stage: texts.field.stages[stage].toLowerCase() })}
        </p>
        <p>
          <a href={`#/smear/${batch}/${cell.picture}/${cell.cell}`}>{words.toField}</a>
        </p>
      </div>
    </div>
  );
}
