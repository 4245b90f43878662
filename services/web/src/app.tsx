/** The page: which view, and what stands around it. */

import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Chat } from "./chat/chat";
import { Documents } from "./documents/documents";
import { IngestionBar } from "./documents/ingestion";
import { Badges } from "./shell/badges";
import { KeyGate } from "./shell/key-gate";
import { Rail } from "./shell/rail";
import { useRoute, type Route } from "./state/route";
import { useSession } from "./state/session";
import { useConversation } from "./state/use-conversation";
import { useThreads } from "./state/use-threads";
import { Icon } from "./ui/icons";
import { Welcome } from "./welcome/welcome";

/** React Flow is a third of the scripts: the chat does not wait for it. */
const GraphPage = lazy(async () => ({ default: (await import("./graph/graph-page")).GraphPage }));
const LiveGraph = lazy(async () => ({ default: (await import("./graph/live-graph")).LiveGraph }));

const ROOM_FOR_GRAPH = "(min-width: 1180px)";

export function App() {
  const { api, status, locked, connected, workspace, t } = useSession();
  const [route, go] = useRoute();
  const [entered, setEntered] = useState(false);
  const onThread = useCallback((thread: string) => go({ thread }, true), [go]);
  const [conversation, turn] = useConversation(api, route.thread, onThread);
  const threads = useThreads(api, `${turn.phase} ${route.thread ?? ""}`);

  useEffect(() => {
    if (turn.phase === "missing") go({}, true);
  }, [turn.phase, go]);
  useEffect(() => setEntered(false), [workspace]);

  if (locked) return <KeyGate />;
  if (!status) return connected ? <div className="boot" /> : <Lost />;
  const fresh = status.documents === 0 && !status.ingestion.running && threads.rows.length === 0;
  if (fresh && !entered && workspace === "company" && route.view === "chat") return <Welcome onEnter={() => setEntered(true)} />;

  return (
    <Frame route={route} title={titleOf(route, threads.rows, t.nav)} threads={threads} onNewThread={() => go({})}>
      {(graphShown) => (
        <>
          {route.view === "documents" && <Documents />}
          {route.view === "graph" && (
            <Suspense>
              <GraphPage threads={threads.rows} />
            </Suspense>
          )}
          {route.view === "chat" && (
            <>
              <Chat key={workspace} conversation={conversation} turn={turn} onAddDocuments={() => go({ view: "documents" })} />
              {graphShown && (
                <Suspense fallback={<div />}>
                  <LiveGraph execution={turn.execution} running={turn.phase === "running"} />
                </Suspense>
              )}
            </>
          )}
        </>
      )}
    </Frame>
  );
}

function titleOf(route: Route, rows: { id: string; title: string | null }[], names: { documents: string; graph: string; newThread: string; untitled: string }): string {
  if (route.view !== "chat") return names[route.view];
  if (!route.thread) return names.newThread;
  return rows.find((row) => row.id === route.thread)?.title ?? names.untitled;
}

function Lost() {
  const { t } = useSession();
  return (
    <main className="gate" id="content">
      <p role="alert">{t.connection.lost}</p>
    </main>
  );
}

interface FrameProps {
  route: Route;
  title: string;
  threads: ReturnType<typeof useThreads>;
  onNewThread: () => void;
  children: (graphShown: boolean) => React.ReactNode;
}

function Frame({ route, title, threads, onNewThread, children }: FrameProps) {
  const { t, connected } = useSession();
  const [railOpen, setRailOpen] = useState(false);
  const closeRail = useCallback(() => setRailOpen(false), []);
  const [graphShown, setGraphShown] = useState(() => window.matchMedia(ROOM_FOR_GRAPH).matches);
  useEffect(() => {
    document.title = `${title} · ${t.product.name}`;
  }, [title, t]);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t.product.skip}
      </a>
      <Rail threads={threads} open={railOpen} onClose={closeRail} onNewThread={onNewThread} />
      <main className={`main view-${route.view}`} id="content" tabIndex={-1} inert={railOpen}>
        <div className="topbar">
          <button type="button" className="tool rail-open" aria-label={t.nav.open} aria-expanded={railOpen} onClick={() => setRailOpen(true)}>
            <Icon name="menu" size={20} />
          </button>
          <h1 className="topbar-title">{title}</h1>
          <Badges />
          {route.view === "chat" && (
            <button type="button" className="tool" aria-pressed={graphShown} aria-label={t.nav.graph} title={graphShown ? t.chat.hideGraph : t.chat.showGraph} onClick={() => setGraphShown(!graphShown)}>
              <Icon name="graph" size={20} />
            </button>
          )}
        </div>
        {!connected && (
          <p className="banner" role="alert">
            <span className="spinner" /> {t.connection.lost}
          </p>
        )}
        <IngestionBar />
        <div className={graphShown && route.view === "chat" ? "stage with-graph" : "stage"}>{children(graphShown)}</div>
      </main>
    </div>
  );
}
