import { MultiSelect, type MultiSelectProps } from '@mantine/core';

interface PlaceSelectProps extends Pick<MultiSelectProps, 'label' | 'description' | 'placeholder'> {
  options: { value: string; label: string }[];
  values: readonly string[];
  change: (values: string[]) => void;
}

/** Several places, found by typing a few letters. */
export function PlaceSelect({ options, values, change, placeholder, ...rest }: PlaceSelectProps) {
  return (
    <MultiSelect
      {...rest}
      // A code that has no name here is kept, and shown as it is.
      data={[
        ...options,
        ...values
          .filter((value) => options.every((option) => option.value !== value))
          .map((value) => ({ value, label: value })),
      ]}
      value={[...values]}
      onChange={change}
      searchable
      clearable
      hidePickedOptions
      limit={60}
      nothingFoundMessage="No place of that name"
      maw={640}
      {...(values.length === 0 && placeholder ? { placeholder } : {})}
    />
  );
}
