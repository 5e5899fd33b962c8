"""A claim store: figures of the news followed over time, in one SQLite file.

``database`` opens, creates, migrates and guards the file; ``ingest`` takes articles and their claims in;
``resolve`` puts new claims to the questions that they answer and says what changed; ``queries`` reads; ``commands``
is the command line. ``records`` holds what is printed.
"""
