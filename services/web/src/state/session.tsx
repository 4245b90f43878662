/** Who is being served: language, workspace, the client made for both, and the service's status. */

import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { Api, Problem, Unreachable } from "../api";
import { dictionaries, type Dictionary } from "../i18n";
import type { Lang, Status, Workspace } from "../types";

interface Session {
  api: Api;
  lang: Lang;
  t: Dictionary;
  setLang: (lang: Lang) => void;
  workspace: Workspace;
  setWorkspace: (workspace: Workspace) => void;
  status: Status | null;
  /** False while the service does not answer. */
  connected: boolean;
  /** True when the service wants an API key. */
  locked: boolean;
  setKey: (key: string) => void;
  refresh: () => void;
}

const Context = createContext<Session | null>(null);

const LANG = "arriero.lang";
const WORKSPACE = "arriero.workspace";
const KEY = "arriero.key";
const BUSY_MS = 800;
const IDLE_MS = 5000;

function firstLang(): Lang {
  const saved = localStorage.getItem(LANG);
  if (saved === "es" || saved === "en") return saved;
  return navigator.languages.find((tag) => /^(es|en)\b/i.test(tag))?.slice(0, 2).toLowerCase() === "en" ? "en" : "es";
}

function firstWorkspace(): Workspace {
  return localStorage.getItem(WORKSPACE) === "example" ? "example" : "company";
}

interface Seen {
  status: Status | null;
  connected: boolean;
  locked: boolean;
}

function useStatus(api: Api, version: number): Seen {
  const [seen, setSeen] = useState<Seen>({ status: null, connected: true, locked: false });
  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    const look = async (): Promise<void> => {
      let wait = IDLE_MS;
      try {
        const status = await api.status(stop.signal);
        setSeen({ status, connected: true, locked: false });
        if (status.ingestion.running) wait = BUSY_MS;
      } catch (error) {
        if (stop.signal.aborted) return;
        const locked = error instanceof Problem && error.status === 401;
        if (error instanceof Unreachable) wait = BUSY_MS * 2;
        setSeen((before) => ({ ...before, connected: !(error instanceof Unreachable), locked }));
      }
      if (!stop.signal.aborted) timer = window.setTimeout(() => void look(), wait);
    };
    void look();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [api, version]);
  return seen.status && seen.status.workspace !== api.workspace ? { ...seen, status: null } : seen;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [lang, keepLang] = useState<Lang>(firstLang);
  const [workspace, keepWorkspace] = useState<Workspace>(firstWorkspace);
  const [version, setVersion] = useState(0);
  const [key, keepKey] = useState(() => sessionStorage.getItem(KEY));
  const api = useMemo(() => new Api(workspace, lang, key), [workspace, lang, key]);
  const seen = useStatus(api, version);

  const setLang = useCallback((next: Lang) => {
    localStorage.setItem(LANG, next);
    keepLang(next);
  }, []);
  const setWorkspace = useCallback((next: Workspace) => {
    localStorage.setItem(WORKSPACE, next);
    keepWorkspace(next);
  }, []);
  const setKey = useCallback((next: string) => {
    sessionStorage.setItem(KEY, next);
    keepKey(next);
  }, []);
  const refresh = useCallback(() => setVersion((number) => number + 1), []);

  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);

  const session = useMemo<Session>(
    () => ({ api, lang, t: dictionaries[lang], setLang, workspace, setWorkspace, setKey, refresh, ...seen }),
    [api, lang, setLang, workspace, setWorkspace, setKey, refresh, seen],
  );
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}
