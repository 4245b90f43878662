import { useEffect, useRef, type ReactNode } from "react";
import { Icon } from "./icons";

interface Props {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

const WIDE = "(min-width: 1000px)";

/** A side drawer: beside the page where there is room, over it where there is not. Escape closes; focus goes back. */
export function Drawer({ title, closeLabel, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const from = document.activeElement;
    if (window.matchMedia(WIDE).matches) element.show();
    else element.showModal();
    return () => {
      element.close();
      if (from instanceof HTMLElement) from.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="drawer-body">
        <header className="drawer-head">
          <h2>{title}</h2>
          <button type="button" className="tool" aria-label={closeLabel} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
