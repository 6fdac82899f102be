import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lead, route, type Situation } from './route.ts';

const nobody: Situation = {
  people: new Set(),
  territories: new Map(),
  round: [],
  lastTurn: null,
  default: null,
  channels: new Set(),
};
const here = (...people: string[]): Situation => ({ ...nobody, people: new Set(people) });
const acme: Lead = { owner: { person: 'ada', account: 'Acme' }, country: 'DE' };

describe('who is told', () => {
  test('the owner before all others', () => {
    const situation = { ...here('ada', 'ben'), territories: new Map([['DE', 'ben']]), round: ['ben'] };
    expect(route(acme, situation)).toMatchObject({ to: { person: 'ada' }, reason: 'You own Acme.' });
  });

  test('whoever has the country, when the owner has left', () => {
    const situation = { ...here('ben'), territories: new Map([['DE', 'ben']]), round: ['ben'] };
    expect(route(acme, situation)).toMatchObject({
      to: { person: 'ben' },
      reason: 'Germany is your territory.',
    });
  });

  test('whose turn it is, when whoever has the country has left', () => {
    const situation = { ...here('cleo'), territories: new Map([['DE', 'ben']]), round: ['ben', 'cleo'] };
    expect(route(acme, situation)).toMatchObject({ to: { person: 'cleo' }, reason: 'It was your turn.' });
  });

  test('the default, person or channel, and nobody where there is none', () => {
    expect(route(acme, { ...here('dan'), default: { person: 'dan' } })).toMatchObject({ step: 'default' });
    const channel = { ...nobody, default: { channel: 'team' }, channels: new Set(['team']) };
    expect(route(acme, channel)).toMatchObject({ to: { channel: 'team' } });
    expect(route(acme, { ...channel, channels: new Set() })).toBeNull();
    expect(route(acme, nobody)).toBeNull();
  });

  test('a country that nobody can name is no reason to fail', () => {
    const situation = { ...here('ben'), territories: new Map([['??', 'ben']]) };
    expect(route({ owner: null, country: '??' }, situation)?.reason).toBe('?? is your territory.');
  });
});

const person = fc.constantFrom('ada', 'ben', 'cleo', 'dan', 'eve');
const country = fc.constantFrom('DE', 'FR', 'US', '');
const leads: fc.Arbitrary<Lead> = fc.record({
  owner: fc.option(fc.record({ person, account: fc.constant('Acme') })),
  country,
});
const situations: fc.Arbitrary<Situation> = fc.record({
  people: fc.uniqueArray(person).map((each) => new Set(each)),
  territories: fc.dictionary(country, person).map((each) => new Map(Object.entries(each))),
  round: fc.uniqueArray(person),
  lastTurn: fc.option(person),
  default: fc.option(fc.oneof(fc.record({ person }), fc.record({ channel: fc.constant('team') }))),
  channels: fc.subarray(['team']).map((each) => new Set(each)),
});

describe('laws', () => {
  test('nobody who has left is told, and whoever is there is found', () => {
    fc.assert(
      fc.property(leads, situations, (lead, situation) => {
        const decided = route(lead, situation);
        if (decided && 'person' in decided.to) expect(situation.people).toContain(decided.to.person);
        if (decided && 'channel' in decided.to) expect(situation.channels).toContain(decided.to.channel);
        const candidates = [lead.owner?.person, situation.territories.get(lead.country), ...situation.round];
        const present = candidates.some((each) => each !== undefined && situation.people.has(each));
        if (present) expect(decided?.step).not.toBe('default');
        if (present) expect(decided).not.toBeNull();
      }),
    );
  });

  test('the order in which people and lists were read changes nothing', () => {
    fc.assert(
      fc.property(leads, situations, (lead, situation) => {
        const turned = {
          ...situation,
          people: new Set([...situation.people].reverse()),
          territories: new Map([...situation.territories].reverse()),
          round: [...situation.round].reverse(),
        };
        expect(route(lead, turned)).toEqual(route(lead, situation));
      }),
    );
  });

  test('a round is fair: as many alerts as people, and each has one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(person, { minLength: 1 }), fc.option(person), (round, first) => {
        let lastTurn: string | null = first;
        const told = round.map(() => {
          const decided = route({ owner: null, country: '' }, { ...here(...round), round, lastTurn });
          if (!decided || !('person' in decided.to)) throw new Error('nobody was told');
          lastTurn = decided.to.person;
          return lastTurn;
        });
        expect(told.sort()).toEqual([...round].sort());
      }),
    );
  });
});
