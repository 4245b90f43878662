"""`python -m examples.build [FOLDER]`: writes the example company's files."""

import sys
from pathlib import Path

from examples.build.company import HOME, build


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    for path in build(folder):
        print(path.relative_to(folder).as_posix())


if __name__ == "__main__":
    main()
