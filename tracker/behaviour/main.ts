import { attempt } from '../attempt.ts';
import type { PartElement } from '../core.ts';
import { createBehaviour } from './behaviour.ts';

const core = (document.currentScript as PartElement | null)?.core;
if (core) attempt(() => createBehaviour(core));
