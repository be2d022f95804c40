import type { FieldRule } from '@giemsa/core/smear';
import { api } from '../data/api.js';
import type { BatchKind } from '../data/batch-kind.js';
import { useLoaded } from '../data/use-loaded.js';
import { decimalText, wholeText } from '../parts/number-text.js';
import { texts } from '../texts.js';

const KINDS = ['cells', 'fields'] as const satisfies readonly BatchKind[];

interface KindsProps {
  kind: BatchKind;
  onKind: (kind: BatchKind) => void;
}

/** Single cells, or whole fields. */
export function Kinds({ kind, onKind }: KindsProps) {
  return (
    <fieldset className="kinds">
      <legend className="hidden">{texts.drop.kind}</legend>
      {KINDS.map((name) => (
        <label key={name} className="check">
          <input type="radio" name="kind" checked={kind === name} onChange={() => onKind(name)} />
          {texts.drop.kinds[name].name}
        </label>
      ))}
    </fieldset>
  );
}

const VALUES = ['um_per_pixel', 'red_cells', 'haematocrit'] as const;
const RULES = [
  'thick',
  'blurred',
  'small',
  'sparse',
  'shapes',
  'grey',
] as const satisfies readonly FieldRule[];
/** As it was typed or chosen; what is not known is left out. {@link measuredValues} is what the server gets. */
export type Measured = Partial<Record<(typeof VALUES)[number] | 'accept' | 'microscope', string>>;

interface MeasuredValuesProps {
  /** Checksum of the chosen model. */
  modelSha256: string | undefined;
  measured: Measured;
  onMeasured: (measured: Measured) => void;
}

export function MeasuredValues({ modelSha256, measured, onMeasured }: MeasuredValuesProps) {
  const calibrations = useLoaded(api.calibrations, 'calibrations').value ?? [];
  const microscopes = [...new Set(calibrations.map(({ microscope }) => microscope))];
  const isCalibrated = calibrations.some(
    ({ microscope, model_sha256: sha256 }) => microscope === measured.microscope && sha256 === modelSha256,
  );
  const change = (name: keyof Measured, text: string) => {
    const { [name]: _, ...others } = measured;
    onMeasured(text.trim() === '' ? others : { ...others, [name]: text });
  };
  const accepted = measured.accept?.split(',') ?? [];
  const accept = (rule: string, isAccepted: boolean) =>
    change('accept', RULES.filter((one) => (one === rule ? isAccepted : accepted.includes(one))).join(','));
  return (
    <>
      {microscopes.length > 0 && (
        <p className="row">
          <label>
            {texts.microscope.label}{' '}
            <select
              value={measured.microscope ?? ''}
              onChange={(event) => change('microscope', event.target.value)}
            >
              <option value="">{texts.microscope.none}</option>
              {microscopes.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          {measured.microscope !== undefined && !isCalibrated && (
            <span className="quiet small">{texts.microscope.otherModel({ name: measured.microscope })}</span>
          )}
        </p>
      )}
      <details className="measured">
        <summary>{texts.drop.measured.title}</summary>
        <div className="row">
          {VALUES.map((name) => (
            <label key={name}>
              {texts.labels[name]}
              <input
                inputMode="decimal"
                value={measured[name] ?? ''}
                onChange={(event) => change(name, event.target.value)}
              />
            </label>
          ))}
        </div>
        <p className="quiet small">{texts.drop.measured.assumed}</p>
      </details>
      <details className="measured">
        <summary>{texts.drop.accept.title({ accepted: accepted.length })}</summary>
        <p className="quiet small">{texts.drop.accept.explain}</p>
        <ul className="rules">
          {RULES.map((rule) => (
            <li key={rule}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={accepted.includes(rule)}
                  onChange={(event) => accept(rule, event.target.checked)}
                />
                {texts.drop.accept.rules[rule]}
              </label>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** As the server reads them, whatever commas were typed. */
export const measuredValues = ({
  um_per_pixel: microns,
  red_cells: cells,
  ...others
}: Measured): Measured => ({
  ...others,
  ...(microns !== undefined && { um_per_pixel: decimalText(microns) }),
  ...(cells !== undefined && { red_cells: wholeText(cells) }),
});
