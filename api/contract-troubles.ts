/** Shapes of what does not go on as it should; see contract.ts. */
import { type Static, Type } from 'typebox';

/** Something does not go on as it should. */
export const Trouble = Type.Object(
  {
    /** `intake`: events are turned away. `writer`: visits are not shown yet. `alerts`: alerts wait. */
    kind: Type.Union([Type.Literal('intake'), Type.Literal('writer'), Type.Literal('alerts')]),
    /** `full`: a disk has no room. `busy`: too much at once. `failing`: an engine is away or answers with errors. */
    reason: Type.Union([Type.Literal('full'), Type.Literal('busy'), Type.Literal('failing')]),
    since: Type.String(),
  },
  { additionalProperties: false },
);
export type Trouble = Static<typeof Trouble>;
