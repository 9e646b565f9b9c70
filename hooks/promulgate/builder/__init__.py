"""From sources to a site, making only what has changed.

Sources and settings come in; a plan, artifacts and at last the files of a site go out. Never
imports MkDocs, and never decides about a policy.
"""
