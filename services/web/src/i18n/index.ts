import type { Lang } from "../types";
import { en } from "./en";
import { es, type Dictionary } from "./es";

export type { Dictionary };

export const dictionaries: Record<Lang, Dictionary> = { es, en };
