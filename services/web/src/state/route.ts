/** Which view the address asks for. */

import { useCallback, useSyncExternalStore } from "react";

export interface Route {
  view: "chat" | "documents" | "graph";
  thread: string | null;
  run: string | null;
}

const CHANGED = "arriero:route";

function subscribe(notify: () => void): () => void {
  window.addEventListener("popstate", notify);
  window.addEventListener(CHANGED, notify);
  return () => {
    window.removeEventListener("popstate", notify);
    window.removeEventListener(CHANGED, notify);
  };
}

function parse(href: string): Route {
  const url = new URL(href);
  const thread = url.searchParams.get("thread");
  const run = url.searchParams.get("run");
  if (url.pathname === "/graph") return { view: "graph", thread, run };
  return { view: url.searchParams.get("view") === "documents" ? "documents" : "chat", thread, run };
}

export function hrefOf({ view, thread, run }: Partial<Route>): string {
  const query = new URLSearchParams();
  if (view === "documents") query.set("view", "documents");
  if (thread) query.set("thread", thread);
  if (run) query.set("run", run);
  const text = query.toString();
  return (view === "graph" ? "/graph" : "/") + (text ? `?${text}` : "");
}

export function useRoute(): [Route, (route: Partial<Route>, replace?: boolean) => void] {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  const go = useCallback((route: Partial<Route>, replace = false) => {
    window.history[replace ? "replaceState" : "pushState"](null, "", hrefOf(route));
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [parse(href), go];
}
