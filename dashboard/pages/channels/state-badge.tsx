import { Badge, type BadgeProps } from '@mantine/core';

/** The colour is in the line; the words stay readable. */
export function StateBadge({ state, ...rest }: BadgeProps & { state: { name: string; color: string } }) {
  return (
    <Badge
      color={state.color}
      variant="outline"
      styles={{ label: { color: 'var(--mantine-color-text)' } }}
      {...rest}
    >
      {state.name}
    </Badge>
  );
}
