"""The hook that mkdocs.yml names. MkDocs takes every name here that begins with `on_`."""

from promulgate.mkdocs_shell.events import (
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_post_build,
    on_pre_build,
    on_serve,
    on_startup,
    on_template_context,
)

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_post_build",
    "on_pre_build",
    "on_serve",
    "on_startup",
    "on_template_context",
]
