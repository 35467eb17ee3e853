"""The portal as its editors see it while they write: drafts too, rendered when asked for.

A storey above plugins/build: it brings rows up to date as a build does, in a state of its own, and
renders from them what a browser asks for. No output is written anywhere.
"""
