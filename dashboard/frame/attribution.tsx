import classes from './frame.module.css';

/** Whose data names the organizations; their licences ask for it to be said where the names are shown. */
export function Attribution() {
  return (
    <footer className={classes.footer}>
      <p>
        <a href="https://db-ip.com">IP Geolocation by DB-IP</a>
        {' · '}Organization data: RouteViews, NRO, DB-IP (CC BY 4.0, modified)
      </p>
    </footer>
  );
}
