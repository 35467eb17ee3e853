"""How often articles are read: the web server's own logs → counts, without cookies.

lines (a line → a Hit), logs (every line of every log once), crawlers (who is no reader), visits
(who was here in the last half hour), published (addresses → articles), counting (what a hit is),
pages (live counts, what is read most), statistics, baselines (counts → front matter), update (a
round of all that), place (where the files go), command.
"""
