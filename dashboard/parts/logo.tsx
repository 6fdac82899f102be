/** A window of four panes, one of them clear. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="28" height="28" rx="8" fill="var(--mantine-color-glass-7)" />
      <path d="M9 9h6v6H9zM17 17h6v6h-6zM9 17h6v6H9z" fill="#fff" fillOpacity=".38" />
      <path d="M17 9h6v6h-6z" fill="#fff" />
    </svg>
  );
}
