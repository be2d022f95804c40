import type { ApiModel, ApiTraining } from '@giemsa/server';
import { type ReactNode, useId } from 'react';
import { significant } from '../parts/format.js';
import { texts } from '../texts.js';
import { type Chosen, DECIMALS, type NumberName, WHOLE_NUMBERS } from './choices.js';

type Recipe = ApiTraining['recipes'][number];

interface SettingsFieldsProps {
  recipes: readonly Recipe[];
  recipe: Recipe;
  models: readonly ApiModel[];
  chosen: Chosen;
  onChosen: (chosen: Chosen) => void;
}

const SPLITS = ['patient', 'image', 'folders'] as const;

/** How a training learns: a recipe, and single settings with what they mean. */
export function SettingsFields({ recipes, recipe, models, chosen, onChosen }: SettingsFieldsProps) {
  const words = texts.training.how;
  const set = (change: Partial<Chosen>) => onChosen({ ...chosen, ...change });
  const setNumber = (name: NumberName, text: string) => set({ numbers: { ...chosen.numbers, [name]: text } });
  return (
    <fieldset>
      <legend>{words.title}</legend>
      <Explained label={texts.labels.recipe} means={`${aboutRecipe(recipe)}. ${words.recipeMeans}`}>
        {(id, described) => (
          <select
            id={id}
            aria-describedby={described}
            value={recipe.name}
            onChange={(event) => set({ recipe: event.target.value })}
          >
            {recipes.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Explained>
      <NumberField name="epochs" recipe={recipe} chosen={chosen} onText={setNumber} />
      <details>
        <summary>{words.more}</summary>
        <div className="settings">
          <Explained label={words.from} means={words.fromMeans}>
            {(id, described) => (
              <select
                id={id}
                aria-describedby={described}
                value={chosen.from}
                onChange={(event) => set({ from: event.target.value })}
              >
                <option value="">{words.newNetwork}</option>
                {models.map((model) => (
                  <option key={model.id}>{model.id}</option>
                ))}
              </select>
            )}
          </Explained>
          {[...DECIMALS, ...WHOLE_NUMBERS.filter((name) => name !== 'epochs')].map((name) => (
            <NumberField key={name} name={name} recipe={recipe} chosen={chosen} onText={setNumber} />
          ))}
          <Explained label={texts.labels.split} means={words.split}>
            {(id, described) => (
              <select
                id={id}
                aria-describedby={described}
                value={chosen.split}
                onChange={(event) => set({ split: event.target.value as Chosen['split'] })}
              >
                <option value="">{words.asRecipe({ value: splitText(recipe.split) })}</option>
                {SPLITS.map((split) => (
                  <option key={split} value={split}>
                    {words.splits[split]}
                  </option>
                ))}
              </select>
            )}
          </Explained>
          <Explained label={texts.labels.positive_class} means={words.positive_class}>
            {(id, described) => (
              <input
                id={id}
                aria-describedby={described}
                maxLength={100}
                value={chosen.positiveClass}
                onChange={(event) => set({ positiveClass: event.target.value })}
              />
            )}
          </Explained>
          {recipe.augmented && (
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.augmentation}
                onChange={(event) => set({ augmentation: event.target.checked })}
              />
              <span>{words.augmentation}</span>
            </label>
          )}
        </div>
      </details>
    </fieldset>
  );
}

/** Of a recipe of a newer server, as the server says it. */
function aboutRecipe({ name, description }: Recipe): string {
  const { recipes } = texts.training.how;
  return name in recipes ? recipes[name as keyof typeof recipes] : description;
}

const splitText = (split: string): string => {
  const { splits } = texts.training.how;
  return split in splits ? splits[split as keyof typeof splits] : split;
};

interface NumberFieldProps {
  name: NumberName;
  recipe: Recipe;
  chosen: Chosen;
  onText: (name: NumberName, text: string) => void;
}

function NumberField({ name, recipe, chosen, onText }: NumberFieldProps) {
  const words = texts.training.how;
  const own = name === 'seed' ? 0 : recipe[name];
  return (
    <Explained label={texts.labels[name]} means={words[name]}>
      {(id, described) => (
        <input
          id={id}
          aria-describedby={described}
          inputMode="decimal"
          placeholder={words.asRecipe({ value: significant(own, 6) })}
          value={chosen.numbers[name]}
          onChange={(event) => onText(name, event.target.value)}
        />
      )}
    </Explained>
  );
}

interface ExplainedProps {
  label: string;
  means: string;
  children: (id: string, described: string) => ReactNode;
}

/** A field with what it means. */
function Explained({ label, means, children }: ExplainedProps) {
  const id = useId();
  return (
    <div className="explained">
      <label htmlFor={id}>{label}</label>
      {children(id, `${id}-means`)}
      <span id={`${id}-means`} className="quiet small">
        {means}
      </span>
    </div>
  );
}
