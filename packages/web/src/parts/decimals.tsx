import { useState } from 'react';
import type { Decimals } from '../data/api.js';
import { texts } from '../texts.js';

const KEY = 'giemsa-decimals';

/** As the spreadsheets of this machine write numbers, by the language that the browser says. */
const usual = (): Decimals =>
  new Intl.NumberFormat(navigator.language).format(1.5).includes(',') ? 'comma' : 'point';

/** How tables are written that this browser downloads: what was chosen here, else as is usual in its language. */
export function useDecimals(): [decimals: Decimals, set: (decimals: Decimals) => void] {
  const [decimals, setDecimals] = useState<Decimals>(() => {
    const kept = localStorage.getItem(KEY);
    return kept === 'comma' || kept === 'point' ? kept : usual();
  });
  return [
    decimals,
    (next) => {
      localStorage.setItem(KEY, next);
      setDecimals(next);
    },
  ];
}

interface DecimalChoiceProps {
  decimals: Decimals;
  onDecimals: (decimals: Decimals) => void;
}

/** Whether tables are for a spreadsheet with a decimal comma. */
export function DecimalChoice({ decimals, onDecimals }: DecimalChoiceProps) {
  return (
    <label className="check small" title={texts.batch.decimalCommaExplain}>
      <input
        type="checkbox"
        checked={decimals === 'comma'}
        onChange={({ target }) => onDecimals(target.checked ? 'comma' : 'point')}
      />
      {texts.batch.decimalComma}
    </label>
  );
}
