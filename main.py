"""Start ExComm: python3 main.py. It needs only Python 3.11 or newer; the rest it sets up itself."""

import sys

if sys.version_info < (3, 11):  # this file parses in any Python, so that an old one can say so
    sys.stderr.write(
        "ExComm needs Python 3.11 or newer, and this is Python %d.%d: install a newer one "
        "and start main.py with it.\n" % sys.version_info[:2]
    )
    sys.exit(3)

from game.setup import start

if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
