import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useRouting } from '../../queries/routing.ts';
import { RoutingForm } from './routing-form.tsx';

/** Who hears of what nobody owns. */
export function RoutingPage() {
  const routing = useRouting();
  return (
    <Page
      title="Routing"
      lead="Every alert goes to one person: the owner of the account, else whoever has the country, else whose turn it is, else the default."
    >
      {routing.isPending ? <Loading rows={3} /> : null}
      {routing.isError && !routing.data ? <Problem error={routing.error} retry={routing.refetch} /> : null}
      {routing.data ? <RoutingForm routing={routing.data} /> : null}
    </Page>
  );
}
