"""The site configuration of a web server: from settings and old addresses to text, pure.

`nginx.configuration` and `apache.configuration` put into two languages what `policy` says about
headers, types and caching, and what `moved` knows of old addresses. Whatever one server answers,
the other must answer, too.
"""
