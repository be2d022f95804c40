import type { ApiCorrection, ApiPicture, ApiResults } from '@giemsa/server';
import { useEffect, useRef, useState } from 'react';
import { useBatchSource } from '../data/batch-source.js';
import { classAt } from '../data/read-batch.js';
import { probabilityText, when } from '../parts/format.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';

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
  const agree = useRef<HTMLButtonElement>(null);
  const [index, setIndex] = useState(start);
  const [showsHeat, setShowsHeat] = useState(true);
  const [reviewer, setReviewer] = useReviewer();
  const [error, setError] = useState<string>();
  const picture = results.pictures.find(({ id }) => id === ids[index])!;
  const said = classAt(results, picture, threshold)!;
  const { class_names: classNames } = results;
  const other = classNames.find((name) => name !== said)!;
  const [label, setLabel] = useState(other);

  useEffect(() => {
    dialog.current?.showModal();
    // The name has the focus where it is missing; else the keys are for the answers.
    if (reviewer !== '') agree.current?.focus();
  }, []);
  useEffect(() => setLabel(other), [other]);

  const move = (step: number) => setIndex(Math.min(ids.length - 1, Math.max(0, index + step)));
  const answer = async (verdict: ApiCorrection['verdict']) => {
    if (reviewer.trim() === '') return setError(texts.review.reviewerNeeded);
    setError(undefined);
    const seen = verdict === 'disagree' ? label : verdict === 'agree' ? said : null;
    try {
      const correction = await source.correct(picture.id, verdict, seen, reviewer.trim());
      onPicture({ ...picture, correction });
      move(1);
    } catch (reason) {
      setError(texts.review.failed + (reason as Error).message);
    }
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      a: () => void answer('agree'),
      d: () => void answer('disagree'),
      s: () => void answer('skip'),
      h: () => setShowsHeat((before) => !before),
      arrowleft: () => move(-1),
      arrowright: () => move(1),
    };
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
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
        <strong>{texts.review.of(index + 1, ids.length)}</strong>
        <label>
          {texts.review.reviewer}
          <input
            value={reviewer}
            maxLength={100}
            onChange={(event) => setReviewer(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && agree.current?.focus()}
          />
        </label>
        <button type="button" onClick={() => dialog.current?.close()}>
          {texts.review.close}
        </button>
      </div>
      <div className="pair">
        <span className="frame">
          <img src={source.image(picture.id)} alt={picture.name} />
        </span>
        <span className="frame">
          <img src={source.image(picture.id)} alt="" />
          {showsHeat && <img className="heat shown" src={source.heat(picture.id)} alt={texts.review.heat} />}
        </span>
      </div>
      <p className="says" aria-live="polite">
        <strong>{texts.review.says(said, probabilityText(picture.probability!))}</strong>
        {picture.label !== null && <span className="quiet"> · {texts.review.known(picture.label)}</span>}
        <br />
        <span className="quiet name">{picture.name}</span>
        {picture.correction && (
          <>
            <br />
            <span className="quiet">
              {texts.review.said(
                texts.review.verdicts[picture.correction.verdict] +
                  (picture.correction.verdict === 'disagree' ? `: ${picture.correction.label}` : ''),
                picture.correction.reviewer,
                when(picture.correction.created),
              )}
            </span>
          </>
        )}
      </p>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      <div className="row answers">
        <button type="button" aria-label={texts.review.previous} onClick={() => move(-1)}>
          ←
        </button>
        <button ref={agree} type="button" className="primary" onClick={() => void answer('agree')}>
          {texts.review.agree} <kbd>A</kbd>
        </button>
        <button type="button" onClick={() => void answer('disagree')}>
          {texts.review.disagree} <kbd>D</kbd>
        </button>
        {classNames.length > 2 && (
          <select
            aria-label={texts.review.disagree}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          >
            {classNames
              .filter((name) => name !== said)
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </select>
        )}
        <button type="button" onClick={() => void answer('skip')}>
          {texts.review.skip} <kbd>S</kbd>
        </button>
        <button type="button" aria-pressed={showsHeat} onClick={() => setShowsHeat(!showsHeat)}>
          {texts.review.heat} <kbd>H</kbd>
        </button>
        <button type="button" aria-label={texts.review.next} onClick={() => move(1)}>
          →
        </button>
      </div>
      <p className="quiet keys">{texts.review.keys}</p>
    </dialog>
  );
}
