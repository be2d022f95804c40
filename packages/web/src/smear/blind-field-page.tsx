import type { ApiFieldToRead } from '@giemsa/server';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { api } from '../data/api.js';
import { useLanguage } from '../data/language-context.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { patientName } from '../parts/patient-name.js';
import { Status } from '../parts/status.js';
import { WhoReads } from '../screen/reading-parts.js';
import { texts } from '../texts.js';
import { BlindLegend } from './blind-legend.js';
import { type Marks, useBlindReader, useMarks } from './blind-reader.js';
import { FieldView, type ViewCell } from './field-view.js';
import { focusCell } from './focus-cell.js';
import { useKeyUp, useViewing, ViewingTools } from './viewing.js';

type ReadCell = ApiFieldToRead['cells'][number];
type Answer = ReadCell['answers'][number]['answer'];

/** A field that is read blind: outlines to answer, and what the model and others say once that is sent. */
export function BlindFieldPage({ id }: { id: string }) {
  const reader = useBlindReader();
  const loaded = useLoaded(() => api.fieldToRead(id, reader.by), `${id} ${reader.by}`);
  const isNamed = useSession()?.person != null;
  const { value } = loaded;
  if (!value) return <Status loaded={loaded} />;
  return (
    <>
      <p className="crumbs">
        <a href={`#/smear/${value.batch}`}>{texts.reading.fields.all}</a> · {patientName(value.patient)}
      </p>
      <h1>{value.name}</h1>
      {!isNamed && <WhoReads by={reader.by} onBy={reader.setName} />}
      {value.problem !== null && (
        <p className="notice">
          {texts.smear.statuses.refused}: {value.problem}
        </p>
      )}
      <OpenField
        key={`${id} ${reader.name}`}
        field={value}
        reader={reader.name}
        by={reader.by}
        onRead={(next) => loaded.set(() => next)}
      />
    </>
  );
}

interface OpenFieldProps {
  field: ApiFieldToRead;
  reader: string;
  by: string | undefined;
  onRead: (field: ApiFieldToRead) => void;
}

function OpenField({ field, reader, by, onRead }: OpenFieldProps) {
  const words = texts.reading.fields;
  const mayWrite = useSession()?.role !== 'reader' && reader !== '';
  const [marks, setMarks] = useMarks(field.id, reader);
  const [selected, setSelected] = useState<number>();
  const [viewing, setViewing] = useViewing();
  useKeyUp('h', () => viewing.hidesOutlines && setViewing({ hidesOutlines: false }));
  const mayAnswer = mayWrite && field.may_answer;
  // Labels are words of the language.
  const language = useLanguage();
  const cells = useMemo(
    () => field.cells.map((cell) => viewOf(cell, marks, reader)),
    [field, marks, reader, language],
  );
  const asked = field.cells.filter((cell) => cell.asked);
  const order = mayAnswer ? asked : field.cells.filter(({ state }) => state !== null);
  const mark = (id: number, answer: Answer) => {
    if (!mayAnswer || !asked.some((cell) => cell.id === id)) return;
    const { [id]: _, ...others } = marks;
    setMarks(answer === 'uninfected' ? others : { ...others, [id]: answer });
  };
  const toggle = (id: number) => mark(id, marks[id] === 'infected' ? 'uninfected' : 'infected');
  const step = (by: number) => {
    const index = order.findIndex(({ id }) => id === selected);
    focusCell(order[(index + by + order.length) % Math.max(1, order.length)]?.id);
  };
  const onKey = (event: KeyboardEvent) => {
    const chosen = selected;
    const say = (answer: Answer) => () => chosen !== undefined && mark(chosen, answer);
    const keys: Record<string, () => void> = {
      n: () => step(1),
      p: () => step(-1),
      h: () => setViewing({ hidesOutlines: true }),
      i: say('infected'),
      u: say('uninfected'),
      x: say('no cell'),
      ' ': () => chosen !== undefined && toggle(chosen),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <div className="field-page">
      <div className="field-side">
        <FieldView
          field={field}
          cells={cells}
          target={undefined}
          selected={selected}
          onSelect={setSelected}
          onPress={toggle}
          draft={undefined}
          isDrawing={false}
          onPoint={() => undefined}
          onKey={onKey}
          viewing={viewing}
        />
        <fieldset className="row field-tools">
          <legend className="hidden">{texts.field.viewing.title}</legend>
          <ViewingTools viewing={viewing} onChange={setViewing} />
        </fieldset>
        <BlindLegend cells={cells} isRead={asked.length === 0} />
        <p id="field-keys" className="quiet small keys">
          {words.keys}
        </p>
      </div>
      <div className="panel-side">
        <section className="card reading" aria-label={texts.reading.title}>
          <h2>{texts.reading.title}</h2>
          {mayAnswer ? (
            <Send
              field={field}
              marks={marks}
              reader={reader}
              onRead={onRead}
              onSent={() => setMarks(undefined)}
            />
          ) : (
            <p>{words.nothing}</p>
          )}
          {!mayAnswer && <NextField field={field} by={by} />}
        </section>
        <section className="card cell-panel" aria-label={texts.field.panel}>
          <Chosen
            cell={field.cells.find(({ id }) => id === selected)}
            mark={selected === undefined ? undefined : marks[selected]}
            mayAnswer={mayAnswer}
            onMark={mark}
          />
        </section>
      </div>
    </div>
  );
}

interface SendProps {
  field: ApiFieldToRead;
  marks: Marks;
  reader: string;
  onRead: (field: ApiFieldToRead) => void;
  onSent: () => void;
}

/** What is asked, what was marked, and the button that sends it. */
function Send({ field, marks, reader, onRead, onSent }: SendProps) {
  const words = texts.reading.fields;
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const asked = field.cells.filter((cell) => cell.asked);
  const idsOf = (answer: Answer) => asked.flatMap(({ id }) => (marks[id] === answer ? [id] : []));
  const [infected, notCells] = [idsOf('infected'), idsOf('no cell')];
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onRead(await api.readField(field.id, infected, notCells, reader));
      onSent();
    } catch (reason) {
      setError(texts.review.failed({ reason: (reason as Error).message }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        {field.state === 'disagreed'
          ? words.deciding({ cells: asked.length })
          : words.asked({ cells: asked.length })}
      </p>
      <p aria-live="polite">
        {words.counts({
          infected: infected.length,
          notCells: notCells.length,
          others: asked.length - infected.length - notCells.length,
        })}
      </p>
      <p className="quiet small">{words.stands}</p>
      <button type="button" className="primary" disabled={isBusy} onClick={() => void send()}>
        {words.send}
      </button>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </>
  );
}

/** The way to the next field that this person has to read. */
function NextField({ field, by }: { field: ApiFieldToRead; by: string | undefined }) {
  const { value } = useLoaded(() => api.fieldsToRead(field.batch, by), `${field.batch} ${by} ${field.state}`);
  const next = value?.patients
    .flatMap(({ fields }) => fields)
    .find(({ id, cells }) => id !== field.id && cells > 0);
  return (
    <a className="button primary" href={`#/smear/${field.batch}${next ? `/${next.id}` : ''}`}>
      {next ? texts.reading.fields.next : texts.reading.fields.all}
    </a>
  );
}

interface ChosenProps {
  cell: ReadCell | undefined;
  mark: Marks[number] | undefined;
  mayAnswer: boolean;
  onMark: (cell: number, answer: Answer) => void;
}

/** The chosen cell: the reader's mark; once it is sent, what everybody said. */
function Chosen({ cell, mark, mayAnswer, onMark }: ChosenProps) {
  const words = texts.reading.fields;
  if (!cell) return <p className="quiet">{words.choose}</p>;
  if (mayAnswer && cell.asked) {
    const button = (answer: Answer, label: string, key: string) => (
      <button
        type="button"
        aria-pressed={(mark ?? 'uninfected') === answer}
        onClick={() => onMark(cell.id, answer)}
      >
        {label} <kbd>{key}</kbd>
      </button>
    );
    return (
      <>
        <h2>{words.cell({ id: cell.id, word: mark === undefined ? words.unmarked : words.words[mark] })}</h2>
        <fieldset className="classes">
          <legend>{words.said}</legend>
          {button('infected', words.infected, 'I')}
          {button('uninfected', words.uninfected, 'U')}
          {button('no cell', words.noCell, 'X')}
        </fieldset>
      </>
    );
  }
  if (cell.state === null) return <h2>{words.cell({ id: cell.id, word: words.notAsked })}</h2>;
  const { model_class: said } = cell;
  return (
    <>
      <h2>{words.cell({ id: cell.id, word: texts.reading.states[cell.state] })}</h2>
      <ul>
        {cell.answers.map(({ reviewer, answer }) => (
          <li key={reviewer}>{words.answer({ reviewer, word: words.words[answer] })}</li>
        ))}
        {(said === 'infected' || said === 'uninfected') && (
          <li>{words.model({ word: words.words[said] })}</li>
        )}
      </ul>
    </>
  );
}

/** Before the answer by what the reader marked, afterwards by what the reader had said. */
function viewOf(cell: ReadCell, marks: Marks, reader: string): ViewCell {
  const words = texts.reading.fields;
  const own = cell.asked ? marks[cell.id] : cell.answers.find(({ reviewer }) => reviewer === reader)?.answer;
  const [style, word] =
    own === 'infected'
      ? ['infected', words.words.infected]
      : own === 'no cell'
        ? ['no-cell', words.words['no cell']]
        : cell.asked || cell.state !== null
          ? ['asked', own === undefined ? words.unmarked : words.words.uninfected]
          : ['cut', words.notAsked];
  return { id: cell.id, outline: cell.outline, style, label: words.cell({ id: cell.id, word }) };
}
