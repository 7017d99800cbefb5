"""The survey as data: files in, validated model out, every artefact derived from it.

The package knows neither MkDocs nor any other site builder. Imports run downward only:
``problems text → model → bibtex yamlfile taxonomy → validate → load → pages exports search``.
"""
