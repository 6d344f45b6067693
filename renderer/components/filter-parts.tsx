import { Search, X } from 'lucide-react';
import { focusNow, places } from '../focus.ts';

interface FilterFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly change: (text: string) => void;
}

/** The field for the words that rows must hold; the one of a screen that its shortcut leads to. */
export function FilterField({ label, placeholder = 'Filter', value, change }: FilterFieldProps) {
  return (
    <div className="search">
      <Search aria-hidden="true" />
      <input
        id={places.filter}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}

/** Takes every filter away; shown only while there is one. */
export function ClearFilters({ clear }: { readonly clear: () => void }) {
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      onClick={() => {
        clear();
        // The button goes with the filters.
        focusNow(places.filter);
      }}
    >
      <X aria-hidden="true" />
      Clear filters
    </button>
  );
}
