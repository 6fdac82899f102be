import type { Warehouse } from '../../infra/warehouse/warehouse.ts';

export const SITES = 10;
export const DAYS = 30;
const ORGANIZATIONS = 50_000;
/** Ids of organizations are hashes: as wide, and as little in order. */
const ID_OF = 'intHash64';
/** Events that are written at once. */
const AT_ONCE = 2_000_000;

/**
 * Events as the numbers say: site 1 has four of ten, three of ten name an organization, few organizations come often and
 * many seldom, and working hours are fuller than nights.
 */
const EVENTS = `
  SELECT number,
    cityHash64(number, 1) AS a, cityHash64(number, 2) AS b, cityHash64(number, 3) AS c,
    if(a % 10 < 4, 1, 2 + intDiv(a, 10) % ${SITES - 1}) AS site,
    fromUnixTimestamp({from:UInt32} + toUInt32(intDiv(b, 7) % ${DAYS}) * 86400
      + toUInt32(21600 + 43200 * (intDiv(b, 1000) % 1000 + intDiv(b, 1000000) % 1000) / 2000)) AS moment,
    c % 10 < 3 AS named,
    ${ID_OF}(1 + toUInt64(${ORGANIZATIONS} * pow((intDiv(c, 10) % 1000003) / 1000003, 3))) AS organization,
    toUInt32(60 * pow((intDiv(a, 1000) % 10007) / 10007, 2)) AS page_number,
    if(page_number < 24, page_number % 8 + 1, 0) AS topic,
    concat('/part-', toString(page_number % 7), '/page-', toString(page_number)) AS page,
    ['DE', 'FR', 'GB', 'US', 'NL', 'ES', 'IT', 'PL'][1 + intDiv(b, 11) % 8] AS country,
    ['desktop', 'phone', 'tablet'][1 + intDiv(b, 13) % 3] AS device,
    ['Firefox', 'Chrome', 'Safari', 'Edge'][1 + intDiv(b, 17) % 4] AS browser
  FROM numbers({first:UInt64}, {count:UInt64})`;

/** The statement is always the same, and no repetition. */
const EACH = "SETTINGS insert_deduplicate = 0, insert_deduplication_token = ''";

/** What a writer would have made of them, table by table. */
const INSERTS = [
  `INSERT INTO events (site, name, organization, time, id, topic, page, referrer, country, device, browser, level, alert,
     policy_version, reasons, visitor)
   ${EACH} SELECT site, 'page_view', organization, toStartOfInterval(moment, INTERVAL 15 MINUTE), a, topic, page, '', country, device,
     browser, 'ORG', true, 1, ['A01'], 0 FROM (${EVENTS}) WHERE named`,
  `INSERT INTO counts (site, hour, page, referrer, country, device, browser, topic, reason, policy_version, views)
   ${EACH} SELECT site, toStartOfHour(moment), page, '', country, device, browser, topic, 'C02', 1, count() FROM (${EVENTS})
   WHERE NOT named GROUP BY ALL`,
  `INSERT INTO organization_quarters (site, organization, topic, quarter, alert, policy_version, views, sessions)
   ${EACH} SELECT site, organization, counted, toStartOfInterval(moment, INTERVAL 15 MINUTE), true, 1, count(), 1 FROM (${EVENTS})
   ARRAY JOIN if(topic = 0, [0], [0, topic]) AS counted WHERE named GROUP BY ALL`,
  `INSERT INTO behaviour (site, hour, name, page, detail, property, mark, policy_version, times)
   ${EACH} SELECT site, toStartOfHour(moment), if(c % 2 = 0, 'scrolled', 'engaged'), page, '', '', 25 * (1 + c % 4), 1, count()
   FROM (${EVENTS}) GROUP BY ALL`,
  `INSERT INTO match_outcomes (site, day, outcome, count)
   ${EACH} SELECT site, toDate(moment), if(named, 'named', 'isp'), count() FROM (${EVENTS}) GROUP BY ALL`,
  `INSERT INTO refusals (site, day, reason, count)
   ${EACH} SELECT site, toDate(moment), 'X01', count() FROM (${EVENTS}) WHERE c % 50 = 0 GROUP BY ALL`,
];

/**
 * Fills the product's own tables with what a number of events comes to.
 *
 * @param from seconds since the epoch
 */
export async function generateRows(
  warehouse: Warehouse,
  { events, from }: { events: number; from: number },
  onProgress: (done: number) => void,
): Promise<void> {
  await warehouse.command(
    `INSERT INTO organizations (id, name, domain, country, kind, confidence, seen)
     SELECT ${ID_OF}(number + 1), concat('Organization ', toString(number + 1)), concat('o', toString(number + 1), '.example'), 'DE',
       'business', 'high', now() FROM numbers(${ORGANIZATIONS})`,
  );
  for (let first = 0; first < events; first += AT_ONCE) {
    const parameters = { first, count: Math.min(AT_ONCE, events - first), from };
    for (const insert of INSERTS) await warehouse.command(insert, parameters);
    onProgress(first + parameters.count);
  }
}
