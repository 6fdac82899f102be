import classes from './fact-list.module.css';

/** Names and what stands behind them. */
export function FactList({ facts }: { facts: readonly { title: string; text: string }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ title, text }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
