import { useEffect, useState } from "react";
import { useSession } from "../state/session";
import { Icon } from "./icons";

const SHOWN_MS = 1600;

/** Copies text and says so, also to a screen reader. */
export function CopyButton({ label, text, quiet = false }: { label: string; text: () => string; quiet?: boolean }) {
  const { t } = useSession();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
  };
  return (
    <button type="button" className={quiet ? "tool" : "button small"} onClick={() => void copy()}>
      <Icon name={copied ? "check" : "copy"} size={16} />
      <span aria-live="polite">{copied ? t.chat.copied : label}</span>
    </button>
  );
}
