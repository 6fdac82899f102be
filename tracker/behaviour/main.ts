import type { PartElement } from '../core.ts';
import { createBehaviour } from './behaviour.ts';

const core = (document.currentScript as PartElement | null)?.core;
if (core) createBehaviour(core);
