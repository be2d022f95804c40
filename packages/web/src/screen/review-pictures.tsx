import type { ApiPicture } from '@giemsa/server';
import type { Ref } from 'react';
import { useBatchSource } from '../data/batch-source.js';
import { type ClassesOf, wordOf } from '../data/read-batch.js';
import { probabilityText, when } from '../parts/format.js';
import { texts } from '../texts.js';

/** A picture, and beside it the same with its heat map, where it has one. */
export function ReviewPictures({ picture, showsHeat }: { picture: ApiPicture; showsHeat: boolean }) {
  const source = useBatchSource();
  const image = source.image(picture.id);
  return (
    <div className="pair">
      <span className="frame">
        <img src={image} alt={picture.name} />
      </span>
      {picture.probability !== null && (
        <span className="frame">
          <img src={image} alt="" />
          {showsHeat && <img className="heat shown" src={source.heat(picture.id)} alt={texts.review.heat} />}
        </span>
      )}
    </div>
  );
}

interface SaidProps {
  ref: Ref<HTMLParagraphElement>;
  results: ClassesOf;
  picture: ApiPicture;
  /** At the threshold that is looked at. */
  modelClass: string | null;
}

/** What the model says of a picture, and what a person said. */
export function Said({ ref, results, picture, modelClass }: SaidProps) {
  const words = texts.review;
  const { probability, reason, label, name, reading } = picture;
  const correction = reading ? null : picture.correction;
  if (reading?.hidden) {
    return (
      <p ref={ref} tabIndex={-1} className="says" aria-live="polite">
        <strong>{reading.state === 'disagreed' ? texts.reading.disagree : texts.reading.hidden}</strong>
        <br />
        <span className="quiet name">{name}</span>
      </p>
    );
  }
  return (
    <p ref={ref} tabIndex={-1} className="says" aria-live="polite">
      <strong>
        {modelClass !== null && probability !== null
          ? words.says({ name: wordOf(results, modelClass), probability: probabilityText(probability) })
          : words.refused({ reason: reason ?? '' })}
      </strong>
      {label !== null && <span className="quiet"> · {words.known({ label: wordOf(results, label) })}</span>}
      <br />
      <span className="quiet name">{name}</span>
      {reading && (
        <>
          <br />
          <span className="quiet">{texts.reading.states[reading.state]}</span>
          {reading.answers.map(({ reviewer, label: said, created }) => (
            <span key={reviewer} className="quiet">
              <br />
              {texts.reading.said({
                reviewer,
                what: said === null ? words.nothing : wordOf(results, said),
                when: when(created),
              })}
            </span>
          ))}
        </>
      )}
      {correction && (
        <>
          <br />
          <span className="quiet">{saidText(results, correction)}</span>
        </>
      )}
    </p>
  );
}

function saidText(results: ClassesOf, correction: NonNullable<ApiPicture['correction']>): string {
  const words = texts.review;
  const { verdict, label, reviewer, created } = correction;
  const said = { verdict: words.verdicts[verdict], reviewer, when: when(created) };
  if (verdict === 'skip') return words.said(said);
  return words.saidClass({ ...said, label: label === null ? words.nothing : wordOf(results, label) });
}
