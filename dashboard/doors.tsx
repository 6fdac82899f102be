import { Center, Container, Loader } from '@mantine/core';
import { Redirect, useLocation } from 'wouter';
import { SetupPage } from './pages/setup/setup-page.tsx';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { Problem } from './parts/problem.tsx';
import { useMe, useSetupStatus } from './queries/session.ts';
import { SignedIn } from './signed-in.tsx';

/** Addresses that people type or keep; behind them, somebody who is signed in has nothing to do. */
const DOORS = ['/setup', '/sign-in'];

/** Decides between first-run set-up, signing in, and the dashboard. */
export function Doors() {
  const me = useMe();
  const setup = useSetupStatus();
  const [path] = useLocation();

  if (me.data) return DOORS.includes(path) ? <Redirect to="/" replace /> : <SignedIn me={me.data} />;
  const error = me.error ?? setup.error;
  if (error && !(me.isSuccess && setup.isSuccess)) {
    return (
      <Container size="xs" pt="xl" component="main">
        <Problem error={error} retry={() => Promise.all([me.refetch(), setup.refetch()])} />
      </Container>
    );
  }
  if (me.isPending || setup.isPending) {
    return (
      <Center mih="60vh">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  if (setup.data?.needed) return path === '/setup' ? <SetupPage /> : <Redirect to="/setup" replace />;
  return path === '/setup' ? <Redirect to="/" replace /> : <SignInPage />;
}
