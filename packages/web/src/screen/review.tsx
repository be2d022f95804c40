import type { ApiPicture, ApiResults } from '@giemsa/server';
import { useEffect, useRef, useState } from 'react';
import { useBatchSource } from '../data/batch-source.js';
import { classAt, finalClassAt } from '../data/read-batch.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';
import { Answers, type Choice, choicesOf } from './answers.js';
import { ReviewPictures, Said } from './review-pictures.js';

interface ReviewProps {
  results: ApiResults;
  threshold: number;
  ids: readonly string[];
  start: number;
  onPicture: (picture: ApiPicture) => void;
  onClose: () => void;
}

/** One picture after the other, by keyboard: each answer is saved with who gave it and when. */
export function Review({ results, threshold, ids, start, onPicture, onClose }: ReviewProps) {
  const source = useBatchSource();
  const dialog = useRef<HTMLDialogElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const [index, setIndex] = useState(start);
  const [showsHeat, setShowsHeat] = useState(true);
  const [reviewer] = useReviewer();
  const [error, setError] = useState<string>();
  const picture = results.pictures.find(({ id }) => id === ids[index])!;
  const modelClass = classAt(results, picture, threshold);
  const { class_names: classNames } = results;
  const others = classNames.filter((name) => name !== modelClass);
  const [chosen, setChosen] = useState<string>();
  const other = others.find((name) => name === chosen) ?? others[0]!;
  const choices = choicesOf(results, modelClass, other, picture);

  useEffect(() => {
    dialog.current?.showModal();
    // The name has the focus where it is missing; else the keys are for the answers. No answer has it: Enter would give it.
    if (reviewer !== '') said.current?.focus();
  }, []);

  const move = (step: number) => setIndex(Math.min(ids.length - 1, Math.max(0, index + step)));
  const answer = async ({ verdict, label }: Choice) => {
    if (reviewer.trim() === '') return setError(texts.person.needed);
    setError(undefined);
    try {
      const correction = await source.correct(picture.id, verdict, label, reviewer.trim());
      const isBlind = picture.reading?.hidden && source.picture;
      const changed = isBlind ? await source.picture!(picture.id) : { ...picture, correction };
      if (isBlind) onPicture(changed);
      else onPicture({ ...changed, final_class: finalClassAt(results, changed, results.threshold) });
      // Whoever chose another class for one picture has not chosen it for the next.
      setChosen(undefined);
      if (verdict !== 'take back') move(1);
    } catch (reason) {
      setError(texts.review.failed({ reason: (reason as Error).message }));
    }
  };
  const onKey = (event: React.KeyboardEvent) => {
    // A key that is held down answers once.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      h: () => setShowsHeat((before) => !before),
      arrowleft: () => move(-1),
      arrowright: () => move(1),
    };
    const choice = choices.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
    const action = choice ? () => void answer(choice) : actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    if (!choice || !event.repeat) action();
  };
  return (
    <dialog
      ref={dialog}
      className="review"
      aria-label={texts.review.title}
      onClose={onClose}
      onKeyDown={onKey}
    >
      <div className="review-head">
        <strong>{texts.review.of({ index: index + 1, total: ids.length })}</strong>
        <ReviewerField onEnter={() => said.current?.focus()} />
        <button type="button" onClick={() => dialog.current?.close()}>
          {texts.review.close}
        </button>
      </div>
      <ReviewPictures picture={picture} showsHeat={showsHeat} />
      <Said ref={said} results={results} picture={picture} modelClass={modelClass} />
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      <Answers
        choices={choices}
        classNames={classNames}
        modelClass={modelClass}
        other={other}
        onOther={setChosen}
        onAnswer={(choice) => void answer(choice)}
        before={
          <button type="button" aria-label={texts.review.previous} onClick={() => move(-1)}>
            ←
          </button>
        }
      >
        {picture.probability !== null && (
          <button type="button" aria-pressed={showsHeat} onClick={() => setShowsHeat(!showsHeat)}>
            {texts.review.heat} <kbd>H</kbd>
          </button>
        )}
        <button type="button" aria-label={texts.review.next} onClick={() => move(1)}>
          →
        </button>
      </Answers>
      <p className="quiet keys">
        {picture.reading ? texts.reading.keys({ classes: classNames.length }) : texts.review.keys}
      </p>
    </dialog>
  );
}
