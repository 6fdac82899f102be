import { Badge, Tooltip } from '@mantine/core';

/** Marks everything that comes from the demo site, so that nobody takes it for a customer. */
export function DemoBadge() {
  return (
    <Tooltip label="Made by the demo; nobody is behind these visits">
      <Badge color="yellow" variant="outline" size="sm" className="demo-badge">
        Demo
      </Badge>
    </Tooltip>
  );
}
