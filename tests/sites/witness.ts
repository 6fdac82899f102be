/**
 * Stands in a page before the tag: remembers what goes wrong (errors, and every word in the console) and the names that the
 * window had; tells the shop something, lets time pass, and waits.
 */
export const WITNESS = `<script>
  const tell = (what) => fetch('/told', { headers: { told: encodeURIComponent(what) } });
  const names = Object.getOwnPropertyNames(window);
  const wrong = [];
  addEventListener('error', (event) => wrong.push(event.message));
  addEventListener('unhandledrejection', (event) => wrong.push(String(event.reason)));
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...said) => wrong.push(said.join(' '));
  const pass = (seconds) => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + seconds * 1000;
  };
  const until = async (holds) => { while (!holds()) await new Promise((done) => setTimeout(done, 50)); };
</script>`;
