"""The plugin of MkDocs: the same events as those of the hook, for sites that only name it.

Such a site says `theme: {name: material}`, `plugins: [promulgate]` and its address; what
mkdocs.yml of the repository says besides is set here, wherever a site says nothing else.
"""

from types import ModuleType

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from . import events
from .packaged import STYLES


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's own options: none. MkDocs says so of each that is written."""


class PromulgatePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Hands the events on."""

    on_startup = staticmethod(events.on_startup)
    on_pre_build = staticmethod(events.on_pre_build)
    on_files = staticmethod(events.on_files)
    on_env = staticmethod(events.on_env)
    on_template_context = staticmethod(events.on_template_context)  # type: ignore[assignment]
    on_post_build = staticmethod(events.on_post_build)
    on_build_error = staticmethod(events.on_build_error)
    on_serve = staticmethod(events.on_serve)

    @event_priority(100)  # as that of the hook
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Raise PluginError where the hook is named too, or another theme."""
        for name, hook in config.plugins.items():
            if isinstance(hook, ModuleType) and _same(hook):
                raise PluginError(
                    f"mkdocs.yml: '{name}' under 'hooks' and 'promulgate' under 'plugins' do the "
                    f"same. Remove '{name}' from 'hooks'."
                )
        if config.theme.name != "material":
            raise PluginError(
                "mkdocs.yml: The pages of policies are made for the theme Material, and 'theme' "
                f"is '{config.theme.name}'. Write 'theme: {{name: material}}'."
            )
        _complete(config)
        return events.on_config(config)


def _same(hook: ModuleType) -> bool:
    event = getattr(hook, "on_pre_build", None)
    return getattr(event, "__module__", None) == events.__name__


def _complete(config: MkDocsConfig) -> None:
    """Set what a site does not say itself: our styles, and that no request leaves the origin."""
    if STYLES not in config.extra_css:
        config.extra_css.insert(0, STYLES)  # so that a site's own come after
    themes = [given.get("theme") for given in config.user_configs]
    if not any(isinstance(theme, dict) and "font" in theme for theme in themes):
        config.theme["font"] = False
    config.extra.setdefault("generator", False)
