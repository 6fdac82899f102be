import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Bars where rows or cards will be. */
export function Loading({ rows = 4, height = 72 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="lg" />
      ))}
    </Stack>
  );
}
