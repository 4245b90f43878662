import { useState } from "react";
import { Icon, type IconName } from "./icons";

interface Props {
  icon: IconName;
  label: string;
  confirm: string;
  onConfirm: () => void;
}

/** Asks in place: the first press arms it, the second does it, leaving it disarms. */
export function ConfirmButton({ icon, label, confirm, onConfirm }: Props) {
  const [armed, setArmed] = useState(false);
  const press = (): void => {
    if (!armed) return setArmed(true);
    setArmed(false);
    onConfirm();
  };
  return (
    <button
      type="button"
      className={armed ? "tool armed" : "tool"}
      aria-label={armed ? `${confirm} ${label}` : label}
      title={label}
      onClick={press}
      onBlur={() => setArmed(false)}
      onKeyDown={(event) => event.key === "Escape" && setArmed(false)}
    >
      {armed ? confirm : <Icon name={icon} size={16} />}
    </button>
  );
}
