/** The rail at the left: brand, views, conversations, company. A drawer on phones. */

import { useEffect, useRef } from "react";
import { hrefOf, useRoute, type Route } from "../state/route";
import { useSession } from "../state/session";
import type { Threads } from "../state/use-threads";
import { Icon, type IconName } from "../ui/icons";
import { Llama } from "../ui/weave";
import { CompanyCard } from "./company-card";
import { LanguageSwitch } from "./language-switch";
import { ThreadList } from "./thread-list";

/** From here on the rail stands beside the page. */
const WIDE = "(min-width: 900px)";

interface Props {
  threads: Threads;
  open: boolean;
  onClose: () => void;
  onNewThread: () => void;
}

export function Rail({ threads, open, onClose, onNewThread }: Props) {
  const { t } = useSession();
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const from = document.activeElement;
    const wide = window.matchMedia(WIDE);
    rail.current?.querySelector<HTMLElement>("a, button")?.focus();
    wide.addEventListener("change", onClose);
    return () => {
      wide.removeEventListener("change", onClose);
      if (from instanceof HTMLElement) from.focus();
    };
  }, [open, onClose]);
  return (
    <>
      {open && <div className="rail-veil" onClick={onClose} />}
      <header
        ref={rail}
        className={open ? "rail open" : "rail"}
        onKeyDown={(event) => {
          if (event.key === "Escape" && open) onClose();
        }}
      >
        <div className="rail-top">
          <span className="brand">
            <Llama size={26} /> {t.product.name}
          </span>
          <button type="button" className="tool rail-close" aria-label={t.nav.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <button
          type="button"
          className="new-thread"
          onClick={() => {
            onNewThread();
            onClose();
          }}
        >
          <Icon name="plus" /> {t.nav.newThread}
        </button>
        <nav className="views" aria-label={t.nav.label}>
          <ViewLink view="documents" icon="file" label={t.nav.documents} onGo={onClose} />
          <ViewLink view="graph" icon="graph" label={t.nav.graph} onGo={onClose} />
        </nav>
        <ThreadList threads={threads} onOpen={onClose} />
        <CompanyCard />
        <div className="rail-foot">
          <LanguageSwitch />
          <a className="link" href="/docs">
            {t.nav.api}
          </a>
        </div>
      </header>
    </>
  );
}

interface LinkProps {
  view: Route["view"];
  icon: IconName;
  label: string;
  onGo: () => void;
}

function ViewLink({ view, icon, label, onGo }: LinkProps) {
  const { status } = useSession();
  const [route, go] = useRoute();
  const target = { view, thread: view === "graph" ? route.thread : null };
  return (
    <a
      href={hrefOf(target)}
      aria-current={route.view === view ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
        onGo();
      }}
    >
      <Icon name={icon} /> {label}
      {view === "documents" && status && status.documents > 0 && <small>{status.documents}</small>}
    </a>
  );
}
