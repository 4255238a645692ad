"""Run the benchmarks, all or those named: `python -m bench pages`.

`make bench` is what calls it; bench/README.md says how to read what it prints.
"""

import signal
import sys
from collections.abc import Callable

from . import links, pages, registry, signup, transfer

PARTS: dict[str, Callable[[], None]] = {
    "links": links.main,
    "pages": pages.main,
    "registry": registry.main,
    "signup": signup.main,
    "transfer": transfer.main,
}


def main(arguments: list[str]) -> None:
    unknown = [name for name in arguments if name not in PARTS]
    if unknown:
        sys.exit(f"There is no part {unknown[0]}. There are: {', '.join(PARTS)}.")
    for name in arguments or PARTS:
        print(f"\n▸ {name}", flush=True)
        PARTS[name]()


if __name__ == "__main__":
    # So that every server is stopped also when somebody ends the benchmarks.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(sys.argv[1:])
