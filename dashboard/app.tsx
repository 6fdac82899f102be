import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Doors } from './doors.tsx';
import { type Clock, ClockProvider } from './parts/clock.tsx';
import { theme, variables } from './theme.ts';

interface AppProps {
  /** Of the page's Content-Security-Policy, for style elements. */
  nonce: string;
  queryClient: QueryClient;
  clock: Clock;
}

export function App({ nonce, queryClient, clock }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <ClockProvider clock={clock}>
          <Notifications position="bottom-center" limit={3} />
          <Doors />
        </ClockProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
