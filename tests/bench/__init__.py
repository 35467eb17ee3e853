"""What the portal costs, beside Hugo and stock Pelican: `python3 tasks.py bench`.

samples      made-up articles from a seed (sentences, vocabulary: our own words)
corpus       the same articles as each builder reads them
portal       a checkout of the portal with them, changed as editors change it
jobs         what is done to it, and the targets
peers        the other builders (themes of the same page kinds: hugo/, pelican/)
stopwatch    what one command takes: time, processor, memory, files written
course       every job and every builder in turn; medians
table, chart the results as Markdown and as SVG
audience     counting views in a made-up log (access_log), beside GoAccess
"""
