"""Organizations, policies, versions: what the sources mean together.

Documents and ledgers come in; a Library goes out, and for a day what of it is public.
Never reads Markdown.
"""
