import { PATIENT_SOURCES, patternProblem } from '@giemsa/core/internal/answer/patients-of-files';
import { type DragEvent, type ReactNode, useState } from 'react';
import { archivesOf, moveFiles, type SortedFiles, type Sorting, sortFiles } from '../data/sorting.js';
import { texts } from '../texts.js';

/** What is dragged, as browsers call it. */
const PATHS = 'application/x-giemsa-paths';

interface SortPatientsProps {
  paths: readonly string[];
  sorting: Sorting;
  onSorting: (sorting: Sorting) => void;
  /** Patients without files. */
  empty?: readonly string[];
  /** A picture of a file, where there is one to show. */
  pictureOf?: (path: string) => string | undefined;
  /** A patient got another code. */
  onRename?: (code: string, to: string) => void;
  /** What else belongs to a patient. */
  more?: (patient: SortedFiles) => ReactNode;
}

/** Files by patients: derived by a rule that can be chosen, moved by dragging or choosing, each patient with a code. */
export function SortPatients(props: SortPatientsProps) {
  const { paths, sorting, onSorting, empty = [], onRename, more } = props;
  const words = texts.sorting;
  const sorted = sortFiles(paths, sorting);
  const patients = [
    ...sorted,
    ...empty.filter((code) => sorted.every((one) => one.code !== code)).map((code) => ({ code, paths: [] })),
  ];
  const archives = archivesOf(paths);
  const move = (moved: readonly string[], code: string) => onSorting(moveFiles(sorting, moved, code));
  return (
    <>
      <Rule sorting={sorting} onSorting={onSorting} />
      <ul className="sorted">
        {patients.map((patient, index) => (
          // By place: a code changes while it is typed, and patients keep their places.
          <li key={index} {...dropsOf((moved) => move(moved, patient.code))}>
            <div className="row">
              <Code
                key={patient.code}
                label={patient.code === '' ? words.codeOfNobody : words.code({ index: index + 1 })}
                code={patient.code}
                onCode={(code) => {
                  onRename?.(patient.code, code);
                  if (patient.paths.length > 0) move(patient.paths, code);
                }}
              />
              <span className="quiet">
                {patient.paths.length === 0 ? words.empty : words.files({ count: patient.paths.length })}
              </span>
              {more?.(patient)}
            </div>
            {patient.paths.length > 0 && (
              <Files {...props} patient={patient} codes={patients.map(({ code }) => code)} onMove={move} />
            )}
          </li>
        ))}
      </ul>
      {archives.length > 0 && <p className="quiet small">{words.archives({ count: archives.length })}</p>}
    </>
  );
}

function Rule({ sorting, onSorting }: Pick<SortPatientsProps, 'sorting' | 'onSorting'>) {
  const words = texts.sorting;
  const { rule } = sorting;
  const problem = rule.from === 'pattern' ? patternProblem(rule.pattern ?? '') : undefined;
  return (
    <>
      <p className="row">
        <label>
          {words.from}{' '}
          <select
            value={rule.from}
            onChange={({ target }) => {
              const from = PATIENT_SOURCES.find((one) => one === target.value)!;
              onSorting({ ...sorting, rule: { from, pattern: from === 'pattern' ? '{patient}_*' : null } });
            }}
          >
            {PATIENT_SOURCES.map((from) => (
              <option key={from} value={from}>
                {words.sources[from]}
              </option>
            ))}
          </select>
        </label>
        {rule.from === 'pattern' && (
          <label>
            {words.pattern}{' '}
            <input
              maxLength={200}
              value={rule.pattern ?? ''}
              onChange={({ target }) =>
                onSorting({ ...sorting, rule: { from: 'pattern', pattern: target.value } })
              }
            />
          </label>
        )}
      </p>
      {rule.from === 'pattern' && (
        <p className={problem === undefined ? 'quiet small' : 'error small'}>
          {problem ?? words.patternExplain({ code: '{patient}', example: '{patient}_*' })}
        </p>
      )}
    </>
  );
}

/** It is typed to its end before it holds: on the way it may be the code of another patient. */
function Code({ label, code, onCode }: { label: string; code: string; onCode: (code: string) => void }) {
  const [typed, setTyped] = useState(code);
  const done = () => {
    const next = typed.trim();
    if (next !== '' && next !== code) onCode(next);
    else setTyped(code);
  };
  return (
    <input
      aria-label={label}
      maxLength={200}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        done();
      }}
    />
  );
}

interface FilesProps extends Pick<SortPatientsProps, 'pictureOf'> {
  patient: SortedFiles;
  codes: readonly string[];
  onMove: (paths: readonly string[], code: string) => void;
}

const NEW = '\n';

function Files({ patient, codes, onMove, pictureOf }: FilesProps) {
  const words = texts.sorting;
  const [isOpen, setOpen] = useState(false);
  const newCode = () => {
    for (let number = codes.length + 1; ; number++) {
      if (!codes.includes(`P${number}`)) return `P${number}`;
    }
  };
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{patient.code === '' ? words.listOfNobody : words.list({ patient: patient.code })}</summary>
      {isOpen && (
        <ul className="sorted-files">
          {patient.paths.map((path) => (
            <li
              key={path}
              draggable
              onDragStart={({ dataTransfer }) => dataTransfer.setData(PATHS, JSON.stringify([path]))}
            >
              {pictureOf?.(path) && <img src={pictureOf(path)} alt="" loading="lazy" decoding="async" />}
              <span>{path}</span>
              <select
                aria-label={words.of({ file: path })}
                value={patient.code}
                onChange={({ target }) => onMove([path], target.value === NEW ? newCode() : target.value)}
              >
                {codes.map((code) => (
                  <option key={code} value={code}>
                    {code === '' ? words.nobody : code}
                  </option>
                ))}
                <option value={NEW}>{words.newPatient}</option>
              </select>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function dropsOf(onPaths: (paths: readonly string[]) => void) {
  const isOurs = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(PATHS);
  return {
    onDragOver: (event: DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'move';
    },
    onDrop: (event: DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      onPaths(JSON.parse(event.dataTransfer.getData(PATHS)) as string[]);
    },
  };
}
