"""Promulgate: versioned, multilingual policies with effective dates, as a static site.

The core is pure and typed and knows neither MkDocs nor Material. Data flows one way:
source file -> fields with line numbers -> Library -> rules -> plan -> Pages.
"""
