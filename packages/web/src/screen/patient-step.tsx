import type { ApiSet } from '@giemsa/server';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSession } from '../data/session.js';
import {
  BY_FOLDERS,
  changedSettings,
  folderOfPatient,
  type Sorting,
  sortFiles,
  withOwnPaths,
} from '../data/sorting.js';
import type { DroppedFile } from '../data/upload.js';
import { AddPictures } from '../parts/add-pictures.js';
import { Named } from '../parts/named.js';
import { wholeText } from '../parts/number-text.js';
import { patientName } from '../parts/patient-name.js';
import { SortPatients } from '../parts/sort-patients.js';
import { texts } from '../texts.js';

interface Blood {
  readonly redCells: string;
  readonly haematocrit: string;
}
const UNKNOWN: Blood = { redCells: '', haematocrit: '' };

interface PatientStepProps {
  files: readonly DroppedFile[];
  /** Files that were added to a patient. */
  onFiles: (files: readonly DroppedFile[]) => void;
  isBusy: boolean;
  /** @param settings what the server is told before the files come @param by who says it, where there is anything to say */
  onStart: (settings: readonly ApiSet[], by: string | undefined, codes: readonly string[]) => Promise<void>;
  onCancel: () => void;
  /** What is known of all patients. */
  children: ReactNode;
}

/** Before anything is read: whose the fields are, and what is known of each patient's blood. */
export function PatientStep(props: PatientStepProps) {
  const { files, onFiles, isBusy, onStart, onCancel, children } = props;
  const words = texts.sorting;
  const [sorting, setSorting] = useState<Sorting>(BY_FOLDERS);
  const [blood, setBlood] = useState<ReadonlyMap<string, Blood>>(new Map());
  const [empty, setEmpty] = useState<readonly string[]>(files.length === 0 ? ['P1'] : []);
  const heading = useRef<HTMLHeadingElement>(null);
  const pictures = usePictures(files);
  useEffect(() => heading.current?.focus(), []);

  const paths = files.map(({ path }) => path);
  const patients = sortFiles(paths, sorting);
  const add = (code: string, own: readonly string[], added: readonly DroppedFile[]) => {
    const more = withOwnPaths(added, paths, folderOfPatient(own, code));
    onFiles([...files, ...more]);
    // A code may differ from the name of the folder.
    setSorting({
      ...sorting,
      said: new Map([...sorting.said, ...more.map(({ path }) => [path, code] as const)]),
    });
  };
  const another = () => {
    const codes = new Set([...patients.map(({ code }) => code), ...empty]);
    let number = codes.size + 1;
    while (codes.has(`P${number}`)) number++;
    setEmpty([...empty, `P${number}`]);
  };
  const rename = (code: string, to: string) => {
    setEmpty(empty.map((one) => (one === code ? to : one)));
    const known = blood.get(code);
    if (known) setBlood(new Map([...blood].filter(([one]) => one !== code)).set(to, known));
  };
  const settings = [
    ...changedSettings(paths, BY_FOLDERS, sorting),
    ...patients.flatMap(({ code }) => bloodSetting(code, blood.get(code) ?? UNKNOWN)),
  ];
  const start = (by: string | undefined) =>
    onStart(
      settings,
      by,
      patients.map(({ code }) => code),
    );
  const isTold = useSession()?.person != null || settings.length === 0 || files.length === 0;
  return (
    <section className="card patient-step" aria-label={words.title}>
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p className="quiet small">{words.explain}</p>
      <SortPatients
        paths={paths}
        sorting={sorting}
        onSorting={setSorting}
        empty={empty}
        onRename={rename}
        pictureOf={(path) => pictures.get(path)}
        more={({ code, paths: own }) => (
          <>
            <BloodOf
              code={code}
              blood={blood.get(code) ?? UNKNOWN}
              onBlood={(known) => setBlood(new Map(blood).set(code, known))}
            />
            <AddPictures
              words={texts.adding}
              label={patientName(code)}
              onFiles={(added) => add(code, own, added)}
            />
          </>
        )}
      />
      <div className="row">
        <button type="button" onClick={another}>
          {words.another}
        </button>
        <button type="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
      {children}
      {isTold ? (
        <button
          type="button"
          className="primary"
          disabled={isBusy || files.length === 0}
          onClick={() => void start(undefined)}
        >
          {words.start}
        </button>
      ) : (
        <Named label={words.start} onDone={start} />
      )}
    </section>
  );
}

interface BloodOfProps {
  code: string;
  blood: Blood;
  onBlood: (blood: Blood) => void;
}

function BloodOf({ code, blood, onBlood }: BloodOfProps) {
  const of = patientName(code);
  return (
    <>
      <label>
        {texts.labels.haematocrit}{' '}
        <input
          inputMode="decimal"
          aria-label={`${texts.labels.haematocrit}: ${of}`}
          value={blood.haematocrit}
          onChange={({ target }) => onBlood({ ...blood, haematocrit: target.value })}
        />
      </label>
      <label>
        {texts.labels.red_cells}{' '}
        <input
          inputMode="decimal"
          aria-label={`${texts.labels.red_cells}: ${of}`}
          value={blood.redCells}
          onChange={({ target }) => onBlood({ ...blood, redCells: target.value })}
        />
      </label>
    </>
  );
}

function bloodSetting(patient: string, { redCells, haematocrit }: Blood): ApiSet[] {
  if (redCells.trim() === '' && haematocrit.trim() === '') return [];
  const number = redCells.trim() === '' ? null : Number(wholeText(redCells));
  return [
    {
      ...{ setting: 'blood', patient, red_cells: number },
      haematocrit: number === null ? haematocrit.trim() : null,
    },
  ];
}

/** Addresses of pictures that the browser holds, by path, as long as they are needed. */
function usePictures(files: readonly DroppedFile[]): ReadonlyMap<string, string> {
  const made = useRef(new Map<string, string>());
  for (const { file, path } of files) {
    if (!made.current.has(path) && file.type.startsWith('image/'))
      made.current.set(path, URL.createObjectURL(file));
  }
  useEffect(
    () => () => {
      for (const url of made.current.values()) URL.revokeObjectURL(url);
      made.current.clear();
    },
    [],
  );
  return made.current;
}
