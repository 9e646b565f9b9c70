"""The hook that mkdocs.yml names: hands the events of MkDocs to Promulgate, whichever it knows."""

from promulgate.mkdocs_shell.events import *  # noqa: F403
