/** The house motif: llamas as a weaver would make them, thread by thread. */

const LLAMA = [
  "...........#.#..",
  "...........###..",
  "...........#o##.",
  "...........####.",
  "...........##...",
  "...........##...",
  "..aabbaa...##...",
  ".#aabbaa#####...",
  "##bbaabb#####...",
  "#.#bbaab####....",
  "..##########....",
  "..##########....",
  "...##....##.....",
  "...##....##.....",
  "...#......#.....",
  "...#......#.....",
];

/** One path of unit squares for all cells of a sort. */
function squares(sort: string): string {
  return LLAMA.flatMap((line, y) => [...line].map((cell, x) => (sort.includes(cell) ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

const COAT = squares("#");
const LOAD = squares("a");
const STRIPE = squares("b");

function Threads() {
  return (
    <>
      <path className="weave-coat" d={COAT} />
      <path className="weave-load" d={LOAD} />
      <path className="weave-stripe" d={STRIPE} />
    </>
  );
}

export function Llama({ size = 28 }: { size?: number }) {
  return (
    <svg className="llama" width={size} height={size} viewBox="0 0 16 16" shapeRendering="crispEdges" aria-hidden="true">
      <Threads />
    </svg>
  );
}

const STEP = 26;

/** A pack train: llamas in a row, each with a load of its own colours. */
export function Train({ count }: { count: number }) {
  return (
    <svg
      className="train"
      viewBox={`0 0 ${count * STEP} 17`}
      width={count * STEP * 3}
      height={51}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      {Array.from({ length: count }, (_, index) => (
        <g key={index} className={`load-${index % 4}`} transform={`translate(${index * STEP} 1)`}>
          <g className="walk" style={{ animationDelay: `${(index % 3) * -0.27}s` }}>
            <Threads />
          </g>
        </g>
      ))}
    </svg>
  );
}
