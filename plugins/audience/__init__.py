"""How often articles are read: the web server's own logs → counts, without cookies.

lines (a line → a Hit), logs (every line of every log once), crawlers (who is no reader), visits
(who was here in the last half hour), published (addresses → articles), counting (what a hit is),
pages (counts → the files below /views/), baselines (counts → front matter), command.
"""
