import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useId } from 'react';
import { hiddenVisually } from './hidden';

interface Props<T extends string | number> {
  label: string;
  options: ComboboxOption<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** A choice among few, with a label for those who do not see what it is about. */
export function Choice<T extends string | number>({ label, options, value, onChange }: Props<T>) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={hiddenVisually}>
        {label}
      </label>
      <Combobox
        id={id}
        width="auto"
        minWidth={12}
        options={options}
        value={value}
        onChange={(choice: ComboboxOption<T>) => onChange(choice.value)}
      />
    </>
  );
}
