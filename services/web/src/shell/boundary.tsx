import { Component, type ReactNode } from "react";
import { useSession } from "../state/session";

interface Props {
  fallback: ReactNode;
  children: ReactNode;
}

class Catcher extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

/** A view that cannot be drawn leaves a way back, not a blank page. */
export function Boundary({ children }: { children: ReactNode }) {
  const { t } = useSession();
  const fallback = (
    <main className="gate" id="content">
      <p role="alert">{t.connection.broken}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {t.connection.reload}
      </button>
    </main>
  );
  return <Catcher fallback={fallback}>{children}</Catcher>;
}
