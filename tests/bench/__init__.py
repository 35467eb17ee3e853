"""Side by side with Hugo: a seeded corpus, a bare Hugo site of the same pages, the stop-watch."""
