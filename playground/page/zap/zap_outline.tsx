import type { Recipe } from '../../../recipes/recipe.js';
import type { Zap } from '../../../recipes/zap.js';
import type { Numbered } from './draft.js';

interface ZapOutlineProps {
  zap: Zap;
  steps: Numbered[];
  current: string | undefined;
  recipes: Recipe[];
  isLive: boolean;
  onOpen: (zap: Zap) => void;
  onSelect: (number: string) => void;
  onAdd: () => void;
  onRemove: () => void;
  onRun: () => void;
}

/** The Zap's steps under each other, and the recipes to begin with. */
export function ZapOutline(props: ZapOutlineProps) {
  const { zap, steps, current, recipes, isLive, onOpen, onSelect, onAdd, onRemove, onRun } = props;
  const chosen = recipes.find((recipe) => recipe.zap.name === zap.name);
  return (
    <nav class="outline" aria-label="The Zap’s steps">
      {recipes.length > 0 && (
        <div class="recipe">
          <label for="recipe">Recipe</label>
          <select
            id="recipe"
            value={chosen?.key ?? ''}
            onChange={(event) => {
              const key = event.currentTarget.value;
              const recipe = recipes.find((one) => one.key === key);
              if (recipe) onOpen(recipe.zap);
            }}
          >
            {!chosen && <option value="">Your own</option>}
            {recipes.map(({ key, zap: { name } }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
          {chosen && <p class="waits">{chosen.about}</p>}
        </div>
      )}
      <ol>
        {steps.map((step) => (
          <li key={step.number}>
            <button
              type="button"
              aria-current={step.number === current ? 'step' : undefined}
              onClick={() => onSelect(step.number)}
            >
              <span class="number">{step.number}</span>
              <span>
                <strong>{nameOfStep(step)}</strong>
                <span>{placeOfStep(step)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div class="outline-actions">
        <button type="button" class="quiet" onClick={onAdd}>
          Add a step
        </button>
        {steps.length > 1 && (
          <button type="button" class="quiet" onClick={onRemove}>
            Remove the last
          </button>
        )}
      </div>
      <button type="button" class="primary" aria-pressed={isLive} onClick={onRun}>
        Run the Zap
      </button>
    </nav>
  );
}

export function nameOfStep(step: Numbered): string {
  if ('given' in step) return step.given.label;
  return step.step?.label ?? step.placed.key;
}

export function placeOfStep(step: Numbered): string {
  if ('given' in step) return step.given.app;
  const { connection } = step;
  return connection ? connection.platform || connection.label : 'not connected';
}
