"""The sample site's pictures, drawn by us: `python -m tests.pictures [NAME…]` draws them anew.

Every scene is a pure function that returns an SVG text: the same one each time, as chance is seeded
with the scene's name. `__main__` renders it with headless Chromium (Playwright) and saves it as
content/images/NAME.jpg. `drawing` knows SVG, `nature`, `plants`, `buildings` and `people` are what
scenes are put together from; `scenes` lists all scenes by name.
"""
