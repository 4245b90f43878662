/** Where the conversation scrolls by itself. */

import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { Turn } from "../state/turn";

const NEAR_END = 120;
/** How far a reader scrolls up before the page stops moving by itself, in pixels. */
const OWN_WAY = 40;
const MARGIN = 16;

interface Follow {
  box: RefObject<HTMLDivElement | null>;
  /** True when there is more below than is in view. */
  away: boolean;
  onScroll: () => void;
  toEnd: () => void;
}

/** The end, but never past the question that is being answered: its answer is read from the top. */
function target(box: HTMLElement, showEnd: boolean): number {
  const end = box.scrollHeight - box.clientHeight;
  const questions = box.querySelectorAll(".message.user");
  const last = questions[questions.length - 1];
  if (showEnd || !last) return end;
  const top = last.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  return Math.min(end, top - MARGIN);
}

/** Goes along with an answer that grows, until the reader scrolls up. */
export function useFollow(turn: Turn): Follow {
  const box = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const reached = useRef(0);
  const [away, setAway] = useState(false);
  const { drafts, sent, interrupts, messages, phase } = turn;
  const waits = interrupts.length > 0;

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    if (element.scrollTop < reached.current - OWN_WAY) pinned.current = false;
    setAway(element.scrollHeight - element.scrollTop - element.clientHeight > NEAR_END);
  }, []);
  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);

  useEffect(() => {
    if (sent) pinned.current = true;
  }, [sent]);
  useEffect(() => {
    const element = box.current;
    if (!element || !pinned.current || phase === "loading" || messages.length + drafts.length === 0) return;
    reached.current = target(element, waits);
    element.scrollTop = reached.current;
    onScroll();
  }, [drafts, sent, messages, waits, phase, onScroll]);
  return { box, away, onScroll, toEnd };
}
