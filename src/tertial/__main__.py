"""`python -m tertial` is the command `tertial`."""

import sys

from tertial.cli.main import main

sys.exit(main())
