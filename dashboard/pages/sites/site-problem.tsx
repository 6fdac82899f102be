import { FormProblem } from '../../parts/problem.tsx';
import { ApiError } from '../../queries/client.ts';

/** The server names what is wrong by domain ("domains[1]"), which the form has in one field. */
export function SiteProblem({ error }: { error: Error | null }) {
  if (!(error instanceof ApiError) || Object.keys(error.fields).length === 0) {
    return <FormProblem error={error} />;
  }
  const detail = Object.entries(error.fields)
    .map(([field, message]) => (field.startsWith('domains') ? message : `${field} ${message}`))
    .join('; ');
  return <FormProblem error={new ApiError({ status: error.status, title: error.message, detail })} />;
}
